"""The heads of events: small networks over the encoder's states and the features that the program gives.

* trigger: a word's states and features to one of the types or none;
* participants: for a trigger, each role is given to one of the words that may take part, or to nobody, by the sum of a
  projection of the trigger's states, one of the word's states, and the features of the pair;
* status: a trigger's states and features to how far the event has come.

Heads of other corpora (`roles`, `sure`) share the hidden layers, and are not kept.
"""

from dataclasses import dataclass

import torch
import torch.nn.functional as F
from event_data import STATUSES, TYPES
from torch import nn



@dataclass
class Bags:
    """Features of many rows: `ids` one behind the other, `starts` where each row's begin."""

    ids: torch.Tensor
    starts: torch.Tensor

    @classmethod
    def of(cls, rows: list[list[int]]) -> "Bags":
        sizes = torch.tensor([0] + [len(row) for row in rows]).cumsum(0)
        return cls(torch.tensor([i for row in rows for i in row], dtype=torch.long), sizes)

    def take(self, rows: torch.Tensor, drop: float = 0.0) -> tuple[torch.Tensor, torch.Tensor]:
        """The features of some rows and where each row begins, some left out by chance."""
        starts, sizes = self.starts[rows], self.starts[rows + 1] - self.starts[rows]
        total = int(sizes.sum())
        offsets = torch.cat([torch.zeros(1, dtype=torch.long), sizes.cumsum(0)[:-1]])
        inner = torch.arange(total) - torch.repeat_interleave(offsets, sizes)
        ids = self.ids[torch.repeat_interleave(starts, sizes) + inner]
        if drop:
            ids = torch.where(torch.rand(total) < drop, torch.zeros_like(ids), ids)
        return ids, offsets


class Words(nn.Module):
    """A word's states and features to one of some labels."""

    def __init__(self, width: int, features: int, hidden: int, outputs: dict[str, int]) -> None:
        super().__init__()
        self.states = nn.Linear(width, hidden)
        self.features = nn.EmbeddingBag(features + 1, hidden, mode="sum", padding_idx=0)
        nn.init.normal_(self.features.weight, std=0.02)
        with torch.no_grad():
            self.features.weight[0] = 0
        self.out = nn.ModuleDict({name: nn.Linear(hidden, size) for name, size in outputs.items()})

    def forward(self, states: torch.Tensor, ids: torch.Tensor, offsets: torch.Tensor, drop: float) -> torch.Tensor:
        states = F.dropout(states, drop, self.training)
        hidden = F.relu(self.states(states) + self.features(ids, offsets))
        return F.dropout(hidden, drop * 1.5, self.training)


class Parties(nn.Module):
    """How well words go with a trigger, by role."""

    def __init__(self, width: int, features: int, hidden: int) -> None:
        super().__init__()
        self.trigger = nn.Linear(width, hidden)
        self.word = nn.Linear(width, hidden, bias=False)
        self.types = nn.Embedding(len(TYPES) + 1, hidden)
        self.features = nn.EmbeddingBag(features + 1, hidden, mode="sum", padding_idx=0)
        self.nobody = nn.Embedding(len(TYPES) + 1, hidden)
        for table in (self.types, self.features, self.nobody):
            nn.init.normal_(table.weight, std=0.02)
        with torch.no_grad():
            self.features.weight[0] = 0
        self.out = nn.ModuleDict({name: nn.Linear(hidden, 2) for name in ("event", "roles")})
        self.none = nn.ModuleDict({name: nn.Linear(hidden, 2) for name in ("event", "roles")})

    def forward(self, trigger, word, kinds, of, ids, offsets, drop, name="event"):
        """Scores of the words [words, roles] and of nobody [triggers, roles]; `of`: the trigger of each word."""
        trigger, word = (F.dropout(x, drop, self.training) for x in (trigger, word))
        base = self.trigger(trigger)
        hidden = F.relu((base + self.types(kinds))[of] + self.word(word) + self.features(ids, offsets))
        nobody = F.relu(base + self.nobody(kinds))
        hidden, nobody = (F.dropout(x, drop * 1.5, self.training) for x in (hidden, nobody))
        return self.out[name](hidden), self.none[name](nobody)


def by_trigger(words: torch.Tensor, nobody: torch.Tensor, of: torch.Tensor) -> torch.Tensor:
    """For each role the log of the sum over a trigger's words and nobody: [triggers, roles]."""
    count = nobody.shape[0]
    most = nobody.clone().scatter_reduce(0, of[:, None].expand_as(words), words, "amax").detach()
    total = torch.exp(nobody - most).scatter_add(0, of[:, None].expand_as(words), torch.exp(words - most[of]))
    assert total.shape[0] == count
    return most + torch.log(total)


def acceptable(logits: torch.Tensor, mask: torch.Tensor) -> torch.Tensor:
    """Minus log of the probability of any acceptable class."""
    wide = torch.logsumexp(logits, 1)
    return wide - torch.logsumexp(logits.masked_fill(~mask, -1e9), 1)


NONE = len(TYPES)
SIZES = {"trigger": {"event": len(TYPES) + 1}, "status": {"event": len(STATUSES), "sure": 3}}
