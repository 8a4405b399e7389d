"""The reading model: a small BERT with heads for every task, one pass a window.

Encoder: the bottom layers of all-MiniLM-L6-v2 (Wang et al. 2020; width 384, 12 heads), whose input
adds to each piece the case and spacing of its word (the vocabulary is uncased) and whether it
stands in a quotation. Words are read at their first piece. Heads: linear taggers; biaffine
heads and relations (Dozat and Manning 2017, relations additive); for content words, their cue
and their source by dot product over the words of the window, the first position being "none".
"""

import math

import torch
import torch.nn.functional as F
from corpora import DEPRELS, ROLES, TAG_TASKS
from torch import nn
from windows import IGNORE, SHAPES

WIDTH, HEADS, HEAD, INNER, POSITIONS, VOCABULARY = 384, 12, 32, 1536, 512, 30522
ARC, RELATION, LINK, BUCKETS, RANKS = 128, 128, 64, 24, 6


class Layer(nn.Module):
    def __init__(self, heads: int, inner: int) -> None:
        super().__init__()
        self.heads = heads
        self.qkv = nn.Linear(WIDTH, 3 * heads * HEAD)
        self.out = nn.Linear(heads * HEAD, WIDTH)
        self.norm_attention = nn.LayerNorm(WIDTH, eps=1e-12)
        self.up = nn.Linear(WIDTH, inner)
        self.down = nn.Linear(inner, WIDTH)
        self.norm_out = nn.LayerNorm(WIDTH, eps=1e-12)

    def forward(self, x: torch.Tensor, mask: torch.Tensor, drop: float) -> torch.Tensor:
        rows, length, _ = x.shape
        q, k, v = self.qkv(x).view(rows, length, 3, self.heads, HEAD).permute(2, 0, 3, 1, 4)
        mixed = F.scaled_dot_product_attention(q, k, v, attn_mask=mask)
        mixed = self.out(mixed.transpose(1, 2).reshape(rows, length, self.heads * HEAD))
        x = self.norm_attention(x + F.dropout(mixed, drop, self.training))
        grown = self.down(F.gelu(self.up(x)))
        return self.norm_out(x + F.dropout(grown, drop, self.training))


def bucket(distance: torch.Tensor) -> torch.Tensor:
    """Signed distance to one of `BUCKETS` classes: exact to 4, then by octave."""
    size = distance.abs()
    wide = 4 + torch.log2(size.clamp(min=4).float() / 4).floor().long()
    small = torch.where(size < 4, size, wide).clamp(max=BUCKETS // 2 - 1)
    return torch.where(distance < 0, small, small + BUCKETS // 2)


class Reader(nn.Module):
    def __init__(self, shapes: list[tuple[int, int]]) -> None:
        """`shapes`: attention heads and inner neurons of each layer."""
        super().__init__()
        self.words = nn.Embedding(VOCABULARY, WIDTH)
        self.positions = nn.Embedding(POSITIONS, WIDTH)
        self.shapes = nn.Embedding(SHAPES, WIDTH)
        self.quoted = nn.Embedding(3, WIDTH)
        self.norm_in = nn.LayerNorm(WIDTH, eps=1e-12)
        self.layers = nn.ModuleList(Layer(heads, inner) for heads, inner in shapes)
        self.tags = nn.ModuleDict({task: nn.Linear(WIDTH, len(names)) for task, names in TAG_TASKS.items()})
        self.arc_dependent = nn.Linear(WIDTH, ARC)
        self.arc_head = nn.Linear(WIDTH, ARC)
        self.arc_weight = nn.Parameter(torch.zeros(ARC, ARC))
        self.arc_bias = nn.Parameter(torch.zeros(ARC))
        self.arc_distance = nn.Parameter(torch.zeros(BUCKETS))
        self.relation_dependent = nn.Linear(WIDTH, RELATION)
        self.relation_head = nn.Linear(WIDTH, RELATION)
        self.relation = nn.Linear(RELATION, len(DEPRELS))
        self.link_query = nn.ModuleDict({end: nn.Linear(WIDTH, LINK) for end in ("cue", "source")})
        self.link_key = nn.ModuleDict({end: nn.Linear(WIDTH, LINK) for end in ("cue", "source")})
        self.link_distance = nn.ParameterDict({end: nn.Parameter(torch.zeros(BUCKETS)) for end in ("cue", "source")})
        self.link_rank = nn.ParameterDict({end: nn.Parameter(torch.zeros(2 * RANKS)) for end in ("cue", "source")})
        self.link_paragraph = nn.ParameterDict({end: nn.Parameter(torch.zeros(7)) for end in ("cue", "source")})
        for table in (self.shapes, self.quoted):
            nn.init.zeros_(table.weight)
        nn.init.normal_(self.arc_weight, std=0.05)
        self.drop = 0.1

    @classmethod
    def of(cls, weights: dict[str, torch.Tensor]) -> "Reader":
        """A reader of the shape that these weights have, with them."""
        layers = 1 + max(int(name.split(".")[1]) for name in weights if name.startswith("layers."))
        at = [f"layers.{number}" for number in range(layers)]
        reader = cls([(weights[f"{a}.out.weight"].shape[1] // HEAD, weights[f"{a}.up.weight"].shape[0]) for a in at])
        reader.load_state_dict(weights)
        return reader

    def load_bert(self, weights: dict[str, torch.Tensor]) -> None:
        """Take embeddings and the bottom layers from a BERT checkpoint's tensors."""
        get = {name.removeprefix("bert."): tensor.float() for name, tensor in weights.items()}
        self.words.weight.data.copy_(get["embeddings.word_embeddings.weight"])
        kind = get["embeddings.token_type_embeddings.weight"][0]
        self.positions.weight.data.copy_(get["embeddings.position_embeddings.weight"] + kind)
        self.norm_in.weight.data.copy_(get["embeddings.LayerNorm.weight"])
        self.norm_in.bias.data.copy_(get["embeddings.LayerNorm.bias"])
        for number, layer in enumerate(self.layers):
            at = f"encoder.layer.{number}."
            for part in ("weight", "bias"):
                joined = [get[f"{at}attention.self.{name}.{part}"] for name in ("query", "key", "value")]
                getattr(layer.qkv, part).data.copy_(torch.cat(joined))
                for name, module in (
                    ("attention.output.dense", layer.out), ("attention.output.LayerNorm", layer.norm_attention),
                    ("intermediate.dense", layer.up), ("output.dense", layer.down),
                    ("output.LayerNorm", layer.norm_out),
                ):
                    getattr(module, part).data.copy_(get[f"{at}{name}.{part}"])

    def encode(self, batch: dict[str, torch.Tensor]) -> torch.Tensor:
        """States of the words, the state of the first mark before them: [rows, 1 + words, WIDTH]."""
        ids = batch["ids"]
        places = torch.arange(ids.shape[1])
        x = self.words(ids) + self.positions(places) + self.shapes(batch["shapes"]) + self.quoted(batch["quoted"])
        x = F.dropout(self.norm_in(x), self.drop, self.training)
        mask = torch.zeros(ids.shape, dtype=x.dtype).masked_fill(ids == 0, -1e4)[:, None, None, :]
        for layer in self.layers:
            x = layer(x, mask.to(x.dtype), self.drop)
        first = torch.cat([torch.zeros_like(batch["first"][:, :1]), batch["first"]], 1)
        states = x.gather(1, first[:, :, None].expand(-1, -1, WIDTH))
        return F.dropout(states, self.drop, self.training)

    def forward(self, batch: dict[str, torch.Tensor]) -> dict[str, torch.Tensor]:
        """Logits of every head; arcs are over slots 0 (root) and 1 + word, words in the same sentence."""
        return self.judge(self.encode(batch))

    def judge(self, states: torch.Tensor) -> dict[str, torch.Tensor]:
        """What the heads make of the states that `encode` gives, and these."""
        words = states[:, 1:]
        out = {task: head(words) for task, head in self.tags.items()}
        out["states"] = states
        count = words.shape[1]
        gap = torch.arange(count)[None, :] - torch.arange(count)[:, None]
        near = torch.cat([torch.zeros(count, 1, dtype=torch.long), bucket(gap)], 1)

        heads = F.relu(self.arc_head(states))
        dependents = F.relu(self.arc_dependent(words))
        arcs = dependents @ self.arc_weight @ heads.transpose(1, 2) / math.sqrt(ARC)
        out["arc"] = arcs + (heads @ self.arc_bias)[:, None, :] + self.arc_distance[near]
        out["relation_dependent"] = self.relation_dependent(words)
        out["relation_head"] = self.relation_head(states)
        for end in ("cue", "source"):
            scores = self.link_query[end](words) @ self.link_key[end](states).transpose(1, 2) / math.sqrt(LINK)
            bias = torch.cat([torch.zeros(count, 1), self.link_distance[end][bucket(gap)]], 1)
            out[end] = scores + bias
        return out

    def links(self, out: dict[str, torch.Tensor], batch: dict[str, torch.Tensor], end: str) -> torch.Tensor:
        """Link logits over "none" and the first words of the batch's gold cues or sources, with biases for how
        many other candidates and how many paragraph breaks stand between."""
        starts = (batch["role"] == ROLES.index(f"B-{end}")).long()
        count = starts.cumsum(1)
        after = (count - starts)[:, None, :] - count[:, :, None]
        before = (count - starts)[:, :, None] - count[:, None, :]
        width = starts.shape[1]
        later = torch.arange(width)[None, :] > torch.arange(width)[:, None]
        rank = torch.where(later, RANKS + after.clamp(0, RANKS - 1), before.clamp(0, RANKS - 1))
        paragraph = batch["paragraph"]
        apart = (paragraph[:, None, :] - paragraph[:, :, None]).clamp(-3, 3) + 3
        bias = self.link_rank[end][rank] + self.link_paragraph[end][apart]
        scores = (out[end][:, :, 1:].float() + bias).masked_fill(starts[:, None, :] == 0, -1e4)
        return torch.cat([out[end][:, :, :1].float(), scores], 2)

    def relations(self, out: dict[str, torch.Tensor], heads: torch.Tensor) -> torch.Tensor:
        """Logits of the relation of each word to the given head slot."""
        chosen = out["relation_head"].gather(1, heads[:, :, None].expand(-1, -1, RELATION))
        return self.relation(F.relu(out["relation_dependent"] + chosen))


WEIGHTS = {"role": 1.0, "name": 0.8, "news_name": 0.5, "upos": 0.3, "xpos": 0.3, "starts": 0.5, "mention": 0.3, "arc": 0.8,
           "deprel": 0.5, "cue": 0.25, "source": 0.25}


def masked_arcs(out: dict[str, torch.Tensor], batch: dict[str, torch.Tensor]) -> torch.Tensor:
    """Arc logits with other sentences' words ruled out."""
    sentence = batch["sentence"]
    same = sentence[:, :, None] == sentence[:, None, :]
    allowed = torch.cat([torch.ones_like(same[:, :, :1]), same], 2)
    return out["arc"].float().masked_fill(~allowed, -1e4)


def losses(reader: Reader, out: dict[str, torch.Tensor], batch: dict[str, torch.Tensor]) -> dict[str, torch.Tensor]:
    """Mean cross-entropy a labelled word of each task that the batch has labels for."""
    found = {}

    def add(name: str, logits: torch.Tensor, labels: torch.Tensor) -> None:
        if (labels != IGNORE).any():
            found[name] = F.cross_entropy(logits.float().flatten(0, 1), labels.flatten(), ignore_index=IGNORE)

    for task in TAG_TASKS:
        add(task, out[task], batch[task])
    if (batch["head"] != IGNORE).any():
        add("arc", masked_arcs(out, batch), batch["head"])
        heads = batch["head"].clamp(min=0)
        labels = batch["deprel"].masked_fill(batch["head"] == IGNORE, IGNORE)
        add("deprel", reader.relations(out, heads), labels)
    for end in ("cue", "source"):
        # A cue or source whose first word has another role (sources shared with other statements) is no candidate.
        scores = reader.links(out, batch, end)
        target = scores.gather(2, batch[end].clamp(min=0)[:, :, None]).squeeze(2)
        add(end, scores, batch[end].masked_fill(target < -5e3, IGNORE))
    return found
