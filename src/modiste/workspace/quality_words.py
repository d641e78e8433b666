"""The words of the quality report, English and Chinese side by side.

Knows words only; which stands where is the template's.
"""

from collections.abc import Mapping
from typing import Literal

Language = Literal["en", "zh-CN"]

WORDS: Mapping[str, tuple[str, str]] = {
    "report": ("Quality report", "质量报告"),
    "sections": ("Sections", "目录"),
    "lead": (
        "{garments} garments, {images} images, looked at on {at}.",
        "{garments} 个款式，{images} 张图片，检查于 {at}。",
    ),
    "figures": ("Figures", "主要指标"),
    "figures_text": (
        "Shares of what could be looked at, measured; the line shows earlier reports of this shop.",
        "均为可检查部分的实测比例；折线为本店以往报告。",
    ),
    "trend": ("Trend over earlier reports", "以往报告的走势"),
    "since": ("{change} since {at}", "自 {at} 起 {change}"),
    "measured": ("Measured", "实测"),
    "by_model": ("Predicted: {how}", "预测：{how}"),
    "complete": ("Complete", "完整"),
    "valid": ("Valid", "有效"),
    "distinct_garments": ("Distinct garments", "款式不重复"),
    "distinct_images": ("Distinct images", "图片不重复"),
    "good_images": ("Images without a flaw", "无缺陷图片"),
    "undoubted_labels": ("Labels not doubted", "无疑问标签"),
    "steady": ("Columns without drift", "无漂移的列"),
    "even": ("Evenness", "均匀度"),
    "fixes": ("What to do first", "优先处理"),
    "fixes_text": (
        "By gain: how much of the shop a fix would mend, weighted by what the field is worth.",
        "按收益排序：该项处理可改善店铺数据的比例，并按字段重要性加权。",
    ),
    "nothing_to_do": ("Nothing was found to mend.", "没有需要处理的问题。"),
    "nothing_found": ("Nothing was found.", "没有发现问题。"),
    "gain": ("Gain", "收益"),
    "todo": ("To do", "处理"),
    "count": ("Count", "数量"),
    "such_as": ("Such as", "例如"),
    "fix_fill": ("Fill in {subject}", "补全 {subject}"),
    "fix_readmit": (
        "Mend and admit what was refused with {subject}",
        "修正并重新导入被拒行（{subject}）",
    ),
    "fix_check_values": ("Check {subject}s that stand out", "核对异常的 {subject}"),
    "fix_drop_copies": ("Remove copies of images", "删除重复图片"),
    "fix_drop_edits": ("Choose one of edited copies of a photograph", "同一照片的多个版本只保留一个"),
    "fix_merge": ("Merge garments that two feeds list", "合并两个来源中的同一款式"),
    "fix_retake": ("Take photos again that are {subject}", "重拍 {subject} 的照片"),
    "fix_replace": ("Replace {subject} pictures", "替换 {subject} 的图片"),
    "fix_check_labels": ("Check labels that are doubted", "核对有疑问的标签"),
    "fix_explain_drift": ("Find out why {subject} drifted", "查明 {subject} 漂移的原因"),
    "fix_cover": ("Collect more of thin groups of {subject}", "补充 {subject} 中偏少的组"),
    "duplicates": ("Duplicates", "重复"),
    "duplicates_text": (
        "{exact} groups of the same file, {near} groups that show one photograph in several edits.",
        "{exact} 组相同文件，{near} 组为同一照片的不同版本。",
    ),
    "copied": ("the same file", "相同文件"),
    "mirrored": ("mirrored", "镜像"),
    "turned": ("turned", "旋转"),
    "cropped or padded": ("cropped or padded", "裁剪或加边"),
    "recompressed": ("recompressed or resized", "重新压缩或缩放"),
    "twins": ("Garments in two feeds", "两个来源中的同一款式"),
    "one": ("One", "其一"),
    "other": ("Other", "其二"),
    "certainty": ("Certainty", "把握"),
    "reasons": ("Reasons", "依据"),
    "photos": ("Photos", "照片"),
    "photos_text": (
        "{examined} images were looked at, {damaged} could not be read.",
        "检查了 {examined} 张图片，{damaged} 张无法读取。",
    ),
    "small": ("small", "尺寸过小"),
    "blurred": ("blurred", "模糊"),
    "dark": ("dark", "过暗"),
    "bright": ("bright", "过亮"),
    "flat": ("flat in contrast", "对比度低"),
    "framed": ("framed", "带边框"),
    "damaged": ("damaged", "损坏"),
    "labels": ("Label doubts", "标签疑问"),
    "labels_text": (
        "{doubts} of {audited} labels are doubted ({how}). A doubt is a reason to look, not a mistake.",
        "{audited} 个标签中有 {doubts} 个存疑（{how}）。存疑意味着需要查看，并不等于错误。",
    ),
    "labels_none": (
        "Labels were not audited: that takes two classes with five images each, thirty in all.",
        "未审核标签：至少需要两个类别、每类五张且共三十张图片。",
    ),
    "rather": ("rather", "更像"),
    "completeness": ("Completeness", "完整性"),
    "field": ("Field", "字段"),
    "filled": ("Filled", "已填"),
    "missing": ("Missing", "缺失"),
    "photo": ("photo", "照片"),
    "category": ("category", "品类"),
    "description": ("description", "描述"),
    "brand": ("brand", "品牌"),
    "season": ("season", "季节"),
    "department": ("department", "部门"),
    "language": ("script of the text", "文字"),
    "size": ("size", "尺码"),
    "body": ("body height", "身高"),
    "price": ("price", "价格"),
    "brightness": ("brightness of photos", "照片亮度"),
    "image": ("image", "图片"),
    "garment": ("Garment", "款式"),
    "label": ("label", "标签"),
    "validity": ("Validity", "有效性"),
    "validity_text": (
        "What was refused and waits in quarantine, and values that stand out from their kind.",
        "被拒绝并在隔离区等待的行，以及明显偏离同类的数值。",
    ),
    "refused": ("Refused", "被拒绝"),
    "code": ("Number", "编号"),
    "reason": ("Reason", "原因"),
    "value": ("Value", "数值"),
    "outliers": ("Values that stand out", "异常值"),
    "drift": ("Drift", "漂移"),
    "drift_text": (
        "What the import of {source} at {at} brought ({count} garments) against all that was there before; "
        "imports known: {runs}. PSI above 0.1 is moderate, above 0.25 large.",
        "将 {at} 从 {source} 导入的内容（{count} 款）与此前已有的全部比较；已知导入 {runs} 次。"
        "PSI 高于 0.1 为中等，高于 0.25 为较大。",
    ),
    "drift_none": (
        "No import can be compared: it takes one, and something that was there before it.",
        "没有可比较的导入：需要一次导入，以及此前已有的内容。",
    ),
    "column": ("Column", "列"),
    "verdict": ("Verdict", "结论"),
    "shifts": ("Largest shifts", "最大变化"),
    "verdict_steady": ("steady", "稳定"),
    "verdict_moderate": ("moderate", "中等"),
    "verdict_large": ("large", "较大"),
    "verdict_too few": ("too few to tell", "数量不足"),
    "diversity": ("Diversity", "多样性"),
    "diversity_text": (
        "How many of each group, and how often the second opinion on labels differs there.",
        "各组数量，以及标签第二意见在该组的不一致比例。",
    ),
    "absent": ("no data on this", "无此数据"),
    "evenness": ("evenness {value}; {unknown} unknown", "均匀度 {value}；{unknown} 个未知"),
    "group": ("Group", "组别"),
    "share": ("Share", "占比"),
    "errors": ("Differs", "不一致"),
    "thin": ("thin", "偏少"),
    "left_out": (
        "{count} pictures were left out to keep this page small.",
        "为控制页面大小，有 {count} 张图片未显示。",
    ),
    "made_by": (
        "Made by Modiste. Nothing on this page is loaded from elsewhere.",
        "由 Modiste 生成，本页不加载任何外部内容。",
    ),
}


def words(language: Language) -> Mapping[str, str]:
    """Every word in one language."""
    column = 1 if language == "zh-CN" else 0
    return {key: pair[column] for key, pair in WORDS.items()}
