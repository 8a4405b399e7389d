"""The reading model: a small BERT with heads for every task, one pass a window.

Encoder: the bottom layers of all-MiniLM-L6-v2 (Wang et al. 2020; width 384, 12 heads), whose input
adds to each piece the case and spacing of its word (the vocabulary is uncased) and whether it
stands in a quotation. Words are read at their first piece. Heads: linear taggers; biaffine
heads and relations (Dozat and Manning 2017, relations additive); for content words, their cue
and their source by dot product over the words of the window, the first position being "none".
"""

import math
from dataclasses import dataclass

import torch
import torch.nn.functional as F
from corpora import DEPRELS, ROLES, TAG_TASKS
from torch import nn
from windows import CLS, IGNORE, PAD, SEP, SHAPES

HEADS, POSITIONS, VOCABULARY = 12, 512, 30522
ARC, RELATION, LINK, BUCKETS, RANKS = 128, 128, 64, 24, 6
NEARNESS, FARTHEST = 32, 128
"""Classes of the distance of two pieces in MPNet, and from where on all distances are one."""


@dataclass(frozen=True)
class Size:
    """Widths of a reader's states, of an attention head, and of the inner layer; whether attention has MPNet's
    biases of distance."""

    width: int = 384
    head: int = 32
    inner: int = 1536
    biased: bool = False


SMALL = Size()
LARGE = Size(768, 64, 3072, True)


class Layer(nn.Module):
    def __init__(self, size: Size, heads: int, inner: int) -> None:
        super().__init__()
        self.heads, self.head = heads, size.head
        self.qkv = nn.Linear(size.width, 3 * heads * size.head)
        self.out = nn.Linear(heads * size.head, size.width)
        self.norm_attention = nn.LayerNorm(size.width, eps=1e-12)
        self.up = nn.Linear(size.width, inner)
        self.down = nn.Linear(inner, size.width)
        self.norm_out = nn.LayerNorm(size.width, eps=1e-12)

    def forward(self, x: torch.Tensor, mask: torch.Tensor, drop: float) -> torch.Tensor:
        rows, length, _ = x.shape
        q, k, v = self.qkv(x).view(rows, length, 3, self.heads, self.head).permute(2, 0, 3, 1, 4)
        mixed = F.scaled_dot_product_attention(q, k, v, attn_mask=mask.to(q.dtype))
        mixed = self.out(mixed.transpose(1, 2).reshape(rows, length, self.heads * self.head))
        x = self.norm_attention(x + F.dropout(mixed, drop, self.training))
        grown = self.down(F.gelu(self.up(x)))
        return self.norm_out(x + F.dropout(grown, drop, self.training))


def bucket(distance: torch.Tensor) -> torch.Tensor:
    """Signed distance to one of `BUCKETS` classes: exact to 4, then by octave."""
    size = distance.abs()
    wide = 4 + torch.log2(size.clamp(min=4).float() / 4).floor().long()
    small = torch.where(size < 4, size, wide).clamp(max=BUCKETS // 2 - 1)
    return torch.where(distance < 0, small, small + BUCKETS // 2)


def nearness(length: int) -> torch.Tensor:
    """Class of the distance between each two of `length` pieces, as MPNet's biases have them (Raffel et al. 2020,
    section 2.1): exact to a quarter of the classes, then by logarithm; later pieces have the upper half."""
    gap = torch.arange(length)[None, :] - torch.arange(length)[:, None]
    size, half = gap.abs(), NEARNESS // 2
    exact = half // 2
    scale = math.log(FARTHEST / exact)
    wide = exact + (torch.log(size.clamp(min=1).float() / exact) / scale * (half - exact)).long()
    return torch.where(gap > 0, half, 0) + torch.where(size < exact, size, wide.clamp(max=half - 1))


class Reader(nn.Module):
    def __init__(self, size: Size, shapes: list[tuple[int, int]]) -> None:
        """`shapes`: attention heads and inner neurons of each layer."""
        super().__init__()
        width = size.width
        self.size = size
        self.words = nn.Embedding(VOCABULARY, width)
        self.positions = nn.Embedding(POSITIONS, width)
        self.shapes = nn.Embedding(SHAPES, width)
        self.quoted = nn.Embedding(3, width)
        self.norm_in = nn.LayerNorm(width, eps=1e-12)
        self.near = nn.Embedding(NEARNESS, HEADS) if size.biased else None
        self.layers = nn.ModuleList(Layer(size, heads, inner) for heads, inner in shapes)
        self.tags = nn.ModuleDict({task: nn.Linear(width, len(names)) for task, names in TAG_TASKS.items()})
        self.arc_dependent = nn.Linear(width, ARC)
        self.arc_head = nn.Linear(width, ARC)
        self.arc_weight = nn.Parameter(torch.zeros(ARC, ARC))
        self.arc_bias = nn.Parameter(torch.zeros(ARC))
        self.arc_distance = nn.Parameter(torch.zeros(BUCKETS))
        self.relation_dependent = nn.Linear(width, RELATION)
        self.relation_head = nn.Linear(width, RELATION)
        self.relation = nn.Linear(RELATION, len(DEPRELS))
        self.link_query = nn.ModuleDict({end: nn.Linear(width, LINK) for end in ("cue", "source")})
        self.link_key = nn.ModuleDict({end: nn.Linear(width, LINK) for end in ("cue", "source")})
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
        size = LARGE if weights["norm_in.weight"].shape[0] == LARGE.width else SMALL
        shape = [(weights[f"{a}.out.weight"].shape[1] // size.head, weights[f"{a}.up.weight"].shape[0]) for a in at]
        reader = cls(size, shape)
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

    def load_mpnet(self, weights: dict[str, torch.Tensor]) -> None:
        """Take embeddings and the bottom layers from an MPNet checkpoint's tensors (Song et al. 2020). Its pieces
        are BERT's, four later, with marks of its own, and its positions begin at 2."""
        get = {name.removeprefix("mpnet."): tensor.float() for name, tensor in weights.items()}
        words = get["embeddings.word_embeddings.weight"]
        self.words.weight.data.copy_(words[4 : 4 + VOCABULARY])
        for ours, theirs in ((PAD, 1), (CLS, 0), (SEP, 2)):
            self.words.weight.data[ours] = words[theirs]
        self.positions.weight.data.copy_(get["embeddings.position_embeddings.weight"][2:])
        self.norm_in.weight.data.copy_(get["embeddings.LayerNorm.weight"])
        self.norm_in.bias.data.copy_(get["embeddings.LayerNorm.bias"])
        self.near.weight.data.copy_(get["encoder.relative_attention_bias.weight"])
        for number, layer in enumerate(self.layers):
            at = f"encoder.layer.{number}."
            for part in ("weight", "bias"):
                joined = [get[f"{at}attention.attn.{name}.{part}"] for name in "qkv"]
                getattr(layer.qkv, part).data.copy_(torch.cat(joined))
                for name, module in (
                    ("attention.attn.o", layer.out), ("attention.LayerNorm", layer.norm_attention),
                    ("intermediate.dense", layer.up), ("output.dense", layer.down),
                    ("output.LayerNorm", layer.norm_out),
                ):
                    getattr(module, part).data.copy_(get[f"{at}{name}.{part}"])

    def encode(self, batch: dict[str, torch.Tensor]) -> torch.Tensor:
        """States of the words, the state of the first mark before them: [rows, 1 + words, width]."""
        ids = batch["ids"]
        places = torch.arange(ids.shape[1])
        x = self.words(ids) + self.positions(places) + self.shapes(batch["shapes"]) + self.quoted(batch["quoted"])
        x = F.dropout(self.norm_in(x), self.drop, self.training)
        mask = torch.zeros(ids.shape).masked_fill(ids == PAD, -1e4)[:, None, None, :]
        if self.near:
            mask = mask + self.near(nearness(ids.shape[1])).permute(2, 0, 1)
        for layer in self.layers:
            x = layer(x, mask, self.drop)
        first = torch.cat([torch.zeros_like(batch["first"][:, :1]), batch["first"]], 1)
        states = x.gather(1, first[:, :, None].expand(-1, -1, self.size.width))
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
