"""What is odd or suspicious, in sentences of two languages.

Knows words only.
"""

from datetime import UTC, datetime
from typing import Literal

from modiste.passport.scans.outliers import Cause
from modiste.passport.scans.velocity import Odd

Language = Literal["en", "zh"]
COPIED = {
    "en": "A copied QR code proves the passport, not the garment that it is sewn to.",
    "zh": "复制的二维码只能证明护照为真，不能证明缝着它的这件衣服为真。",
}
_ODD = {
    "travel": (
        "The same label was seen {km:,} km away {hours} hours before: no garment travels so fast.",
        "同一标签在 {hours} 小时前出现于 {km:,} 公里之外：衣服不可能移动得这么快。",
    ),
    "countries": (
        "The same label was seen in {countries} countries within a day.",
        "同一标签在一天内出现于 {countries} 个国家或地区。",
    ),
    "readers": (
        "The same label was read by {readers} different readers within {hours} h.",
        "同一标签在 {hours} 小时内被 {readers} 个不同的设备扫描。",
    ),
    "ended": (
        "The item of this label was taken out of use on {at}; its label should be nowhere.",
        "该标签对应的单件已于 {at} 停用或销毁，标签不应再出现。",
    ),
    "revoked": ("The issuer took this passport back.", "签发方已撤销该护照。"),
    "unknown": ("The shop knows no item of this label.", "本店没有该标签对应的单件。"),
}
_CAUSE = {
    "burst": ("many more readers on its busiest day than usual", "最忙一天的扫描者远多于平常"),
    "speed": ("seen at two places faster than travel allows", "出现在两地的速度超出旅行可能"),
    "places": ("seen in unusually many countries", "出现的国家或地区异常多"),
    "elsewhere": ("seen outside the market that it was sent to", "出现在发货市场之外"),
    "batch_elsewhere": ("its whole batch is seen outside its market", "整批货出现在其市场之外"),
    "failures": ("wrong codes were tried on it", "有人对其尝试错误的验证码"),
    "early": ("scanned before it can have been there", "在其制成或到店之前即被扫描"),
    "after_end": ("scanned after it was taken out of use", "停用之后仍被扫描"),
    "yield": ("more comes out of what goes in than with its peers", "产出与投入之比高于同行"),
    "yield_spread": ("its yield changes much from lot to lot", "各批产出率波动过大"),
    "reuse": ("one certificate for several facilities", "一张证书用于多处工厂"),
    "expired": ("certificates older than they may be", "证书已过有效期"),
    "round": ("unusually many round numbers", "整数过多"),
    "digits": ("first digits unlike those of measured masses", "首位数字分布与实测质量不符"),
    "late": ("told long after it happened", "事后很久才记录"),
    "batched": ("many events told in one hour", "多个事件在同一小时内补录"),
    "missing": ("where its material comes from is not told", "原料来源缺失"),
    "change": ("a sudden change of what it makes", "产量突然变化"),
}


def odd_words(odd: Odd, language: Language = "en") -> str:
    """One odd thing as a sentence."""
    facts = dict(odd.facts)
    if odd.kind == "ended":
        facts["at"] = datetime.fromtimestamp(int(facts["at"]) / 1000, UTC).strftime("%Y-%m-%d")
    return _ODD[odd.kind][language == "zh"].format(**facts)


def cause_words(cause: Cause, language: Language = "en") -> str:
    """One reason for a suspicion, in a few words."""
    return _CAUSE[cause.feature][language == "zh"]
