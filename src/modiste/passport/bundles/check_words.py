"""Why a check holds, does not hold or cannot be told, in words.

Knows both languages; the reasons are `checks`'.
"""

from collections.abc import Mapping
from typing import Any

WORDS: Mapping[str, tuple[str, str]] = {
    "refused": ("{detail}", "{detail}"),
    "canonical": (
        "one file of {bytes} bytes, written in the one way",
        "单个文件，{bytes} 字节，为唯一规范写法",
    ),
    "signed_whole": (
        "the issuer's signature covers every byte of the file",
        "签发方的签名覆盖文件的每个字节",
    ),
    "signed_by": ("{did} signed the passport", "护照由 {did} 签名"),
    "no_trust": (
        "nobody said whose key is trusted; that {did} is the brand is not proved",
        "未指定信任的密钥，无法证明 {did} 即该品牌",
    ),
    "stranger": ("{did} is not among those who are trusted", "{did} 不在受信任之列"),
    "strange_key": (
        "the key {key} is not the issuer's, as far as is known",
        "据已知信息，密钥 {key} 不属于签发方",
    ),
    "trusted": ("{did} is trusted", "{did} 受信任"),
    "key_unlogged": ("the log does not say that {key} is the issuer's", "日志未记载 {key} 属于签发方"),
    "key_later": ("{key} was logged after the passport", "{key} 的记载晚于护照"),
    "key_revoked": ("{key} was revoked at entry {index}", "{key} 已在第 {index} 条被撤销"),
    "key_logged": (
        "the log says since when the keys count, and none was revoked before",
        "日志记载了密钥的生效时间，且此前均未撤销",
    ),
    "not_yet": ("it is valid from {at} on", "自 {at} 起有效"),
    "expired": ("it was valid until {at}", "有效期至 {at}，已过期"),
    "valid_until": ("it is valid until {at}", "有效期至 {at}"),
    "no_date": ("a date is missing or none", "日期缺失或无效"),
    "included": ("it is entry {index} of a log of {size}", "为日志 {size} 条中的第 {index} 条"),
    "strange_log": ("the log {log} is not among those that are trusted", "日志 {log} 不在受信任之列"),
    "checkpointed": ("{log} signed for {size} entries", "{log} 已为 {size} 条记录签名"),
    "strange_signature": ("{name} signed, whom nobody named", "{name} 的签名无人指认"),
    "too_few": ("{seen} witnesses signed, {quorum} must", "{seen} 个见证方签名，需要 {quorum} 个"),
    "no_witnesses": ("the log has no witnesses", "该日志没有见证方"),
    "witnessed": (
        "{seen} witnesses saw the same log, {quorum} must",
        "{seen} 个见证方见到同一日志，需要 {quorum} 个",
    ),
    "witnessed_by_itself": (
        "{seen} witnesses saw the same log, {quorum} must; they are the issuer's own: no independence",
        "{seen} 个见证方见到同一日志，需要 {quorum} 个；均为签发方自有，不增加独立性",
    ),
    "no_anchor": ("the log was not anchored on a chain yet", "日志尚未锚定到区块链"),
    "anchored_before": (
        "the newest anchor is of the first {size} entries, before this one",
        "最新锚定为前 {size} 条，早于本条",
    ),
    "chain_unasked": (
        "the log goes on from block {block} of {chain}, but the chain was not asked",
        "日志自 {chain} 的区块 {block} 延续，但未查询该链",
    ),
    "chain_denies": ("block {block} of {chain} says something else", "{chain} 的区块 {block} 所载不同"),
    "anchored": ("block {block} of {chain} holds the log's root", "{chain} 的区块 {block} 载有日志的根"),
    "anchored_by_itself": (
        "block {block} of {chain} holds the log's root; its issuer runs this chain: no independence",
        "{chain} 的区块 {block} 载有日志的根；此链由签发方运行，不增加独立性",
    ),
    "no_status": ("it names no status", "未注明状态"),
    "other_status": ("the list of statuses is not the one that it names", "状态列表并非护照所注明的那一份"),
    "revoked": ("the issuer revoked it", "签发方已撤销"),
    "old_status": (
        "it was in force when the list was made, which counted until {at}",
        "列表制作时有效；该列表有效期至 {at}",
    ),
    "in_force": ("it was not revoked as of {at}", "截至 {at} 未被撤销"),
    "no_history": ("no events are shown", "未展示事件"),
    "history_included": (
        "{count} events are in the log as they are shown",
        "所示 {count} 个事件均原样载于日志",
    ),
    "no_parts": ("it names no passport of its model or batch", "未注明款式或批次的护照"),
    "other_parts": (
        "the passport of its model or batch is another than it names",
        "款式或批次的护照并非其所注明的那一份",
    ),
    "part_revoked": ("the issuer revoked the passport of {link}", "签发方已撤销 {link} 的护照"),
    "parts_hold": (
        "the {count} passports that it shares with others of its model and batch are those that it names",
        "与同款、同批次共用的 {count} 份护照均为其所注明",
    ),
    "no_statements": ("no supplier signed what it says", "没有供应商为其内容签名"),
    "other_statements": (
        "the statements in the file are not those that it names",
        "文件所附声明并非其所注明的那些",
    ),
    "statement_differs": (
        "{did} signed something else of {field} than it says",
        "{did} 所签的 {field} 与其所述不同",
    ),
    "statement_dates": (
        "the statement of {did} did not count on the day of the passport",
        "{did} 的声明在护照签发当日无效",
    ),
    "strange_signer": ("the key of {did} is another than you trust", "{did} 的密钥并非您所信任的密钥"),
    "statement_hidden": (
        "{count} signed statements are told by their hash alone, as they are not for everybody",
        "{count} 份签名声明不对公众公开，仅给出散列值",
    ),
    "statement_foreign": (
        "{did} signed it in another format, of which only the signature was checked",
        "{did} 以其他格式签名，此处仅核验了签名",
    ),
    "signer_untold": (
        "{count} fields are as {did} signed them; whose key that is nobody whom you trust says",
        "{count} 个字段与 {did} 所签一致；但无可信方说明该密钥属于谁",
    ),
    "statements_hold": (
        "{count} fields are as suppliers signed them; that they speak of this garment is the issuer's word",
        "{count} 个字段与供应商所签一致；其所指为此衣物，则由签发方担保",
    ),
}
NAMES: Mapping[str, tuple[str, str]] = {
    "format": ("File", "文件"),
    "bundle_signature": ("Signature of the file", "文件签名"),
    "signature": ("Signature of the passport", "护照签名"),
    "issuer_trusted": ("Issuer", "签发方"),
    "key": ("Keys", "密钥"),
    "dates": ("Dates", "有效期"),
    "inclusion": ("In the log", "载入日志"),
    "checkpoint": ("Checkpoint of the log", "日志检查点"),
    "witnesses": ("Witnesses", "见证方"),
    "anchor": ("Chain", "区块链"),
    "status": ("Status", "状态"),
    "history": ("Events", "事件"),
    "parts": ("Model and batch", "款式与批次"),
    "statements": ("Suppliers' signatures", "供应商签名"),
}


def told(reason: str, values: Mapping[str, Any], language: str = "en") -> str:
    """A reason in words.

    Args:
        reason: Its name.
        values: For its gaps.
        language: `en`, or `zh`.
    """
    return WORDS[reason][language == "zh"].format_map(values)
