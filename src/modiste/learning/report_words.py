"""The words of the model report, English and Chinese side by side.

Knows words only; which stands where is the template's.
"""

from collections.abc import Mapping
from typing import Literal

Language = Literal["en", "zh-CN"]

_WORDS: Mapping[str, tuple[str, str]] = {
    "report": ("Model report", "模型报告"),
    "lead": (
        "{model} on {data}: {n} cases, protocol {protocol}.",
        "{model} 在 {data} 上的表现：{n} 个样本，评估方式 {protocol}。",
    ),
    "sections": ("Sections", "目录"),
    "figures": ("Figures", "主要指标"),
    "interval": ("95% interval", "95% 区间"),
    "all_figures": ("All figures", "全部指标"),
    "figure": ("Figure", "指标"),
    "value": ("Value", "数值"),
    "unit": ("Unit", "单位"),
    "how": ("How the interval was obtained", "区间的获得方式"),
    "bootstrap": ("Bootstrap over cases, {resamples} resamples", "对样本自助重采样 {resamples} 次"),
    "bootstrap_reflected": (
        "Basic bootstrap, {resamples} resamples",
        "基本自助法，重采样 {resamples} 次",
    ),
    "wilson": ("Wilson's score interval", "Wilson 得分区间"),
    "delong": ("DeLong's method, from ranks", "DeLong 方法（基于秩）"),
    "none": ("Measured; no interval", "实测值，无区间"),
    "sampling_note": (
        "Every figure is measured on these cases. Intervals tell the error of sampling them, not the spread "
        "over training seeds nor over other photographs.",
        "所有数值均在这些样本上实测。区间仅反映抽样误差，不含训练随机种子或其他来源照片带来的差异。",
    ),
    "accuracy": ("Accuracy", "准确率"),
    "macro_precision": ("Macro precision", "宏平均精确率"),
    "macro_recall": ("Macro recall", "宏平均召回率"),
    "macro_f1": ("Macro F1", "宏平均 F1"),
    "micro_precision": ("Micro precision", "微平均精确率"),
    "micro_recall": ("Micro recall", "微平均召回率"),
    "micro_f1": ("Micro F1", "微平均 F1"),
    "weighted_precision": ("Weighted precision", "加权精确率"),
    "weighted_recall": ("Weighted recall", "加权召回率"),
    "weighted_f1": ("Weighted F1", "加权 F1"),
    "roc_auc_macro": ("ROC AUC, macro", "ROC AUC（宏平均）"),
    "average_precision_macro": ("Average precision, macro", "平均精度（宏平均）"),
    "log_loss": ("Log loss", "对数损失"),
    "brier": ("Brier score", "Brier 分数"),
    "ece": ("Calibration error", "校准误差"),
    "ece_adaptive": ("Calibration error, equal-mass bins", "校准误差（等量分箱）"),
    "accuracy_at_coverage_80": ("Accuracy on the surest 80%", "最有把握的 80% 的准确率"),
    "coverage_at_accuracy_99": ("Answered at 99% accuracy", "99% 准确率下的覆盖率"),
    "fraction": ("share", "比例"),
    "nat": ("nat", "奈特"),
    "squared distance": ("squared distance", "平方距离"),
    "classes": ("Classes", "各类别"),
    "class": ("Class", "类别"),
    "precision": ("Precision", "精确率"),
    "recall": ("Recall", "召回率"),
    "f1": ("F1", "F1"),
    "roc_auc": ("ROC AUC", "ROC AUC"),
    "average_precision": ("Avg. precision", "平均精度"),
    "support": ("Cases", "样本数"),
    "confusion": ("Confusion", "混淆矩阵"),
    "confusion_text": (
        "Rows are the truth, columns what the model said. Choose a cell to see the pictures behind it.",
        "行是真实类别，列是模型的判断。点选格子可查看对应图片。",
    ),
    "confusion_shown": (
        "The {shown} of {count} classes with the most mistakes are drawn.",
        "仅绘出 {count} 个类别中错误最多的 {shown} 个。",
    ),
    "true": ("True", "真实类别"),
    "predicted": ("Predicted", "预测类别"),
    "back": ("Back to the matrix", "返回矩阵"),
    "of": ("{shown} of {count}", "共 {count} 个，显示 {shown} 个"),
    "curves": ("ROC and precision–recall", "ROC 与精确率–召回率"),
    "curves_text": (
        "Each class against the rest; the three weakest are named.",
        "每个类别对其余类别；标出最弱的三个。",
    ),
    "roc": ("ROC curves", "ROC 曲线"),
    "roc_desc": (
        "True against false positive rate for each class; false positive rate on a square-root scale.",
        "各类别的真正率与假正率，假正率采用平方根刻度。",
    ),
    "pr": ("Precision–recall curves", "精确率–召回率曲线"),
    "pr_desc": ("Precision against recall for each class.", "各类别的精确率与召回率。"),
    "fpr": ("False positive rate (square-root scale)", "假正率（平方根刻度）"),
    "tpr": ("True positive rate", "真正率"),
    "tpr_at": ("True positives at {rate} false", "假正率 {rate} 时的真正率"),
    "precision_at": ("Precision at recall {rate}", "召回率 {rate} 时的精确率"),
    "other_classes": ("the other classes", "其他类别"),
    "confidence_section": ("Confidence", "置信度"),
    "reliability": ("Reliability", "可靠性图"),
    "reliability_desc": (
        "Accuracy in 15 bins of confidence with Wilson's intervals; on the dotted line confidence is true. "
        "Below: how many cases each bin holds.",
        "15 个置信度区间内的准确率及 Wilson 区间；落在虚线上表示置信度与事实一致。下方为各区间样本数。",
    ),
    "confidence": ("Confidence", "置信度"),
    "mean_confidence": ("Mean confidence", "平均置信度"),
    "cases": ("Cases", "样本数"),
    "coverage": ("Coverage", "覆盖率"),
    "coverage_title": ("Answering only when sure", "只在有把握时回答"),
    "coverage_desc": (
        "Accuracy of the cases answered when the least confident are left to a person.",
        "把最没把握的样本交给人工时，其余样本的准确率。",
    ),
    "share_answered": ("Share answered", "回答比例"),
    "answered_mark": ("{share} answered: {accuracy}", "回答 {share}：{accuracy}"),
    "threshold": ("Least confidence", "最低置信度"),
    "histogram": ("How sure, right and wrong", "对与错各有多大把握"),
    "histogram_desc": (
        "Shares of right and of wrong predictions by confidence; heights on a square-root scale.",
        "正确与错误预测按置信度的分布；高度采用平方根刻度。",
    ),
    "right_ones": ("right", "正确"),
    "wrong_ones": ("wrong", "错误"),
    "slices": ("Slices", "分组表现"),
    "slices_text": ("Worst first; intervals by Wilson's method.", "由差到好；区间为 Wilson 方法。"),
    "group": ("Group", "组别"),
    "more_groups": (
        "{count} more groups do better and are not listed.",
        "另有 {count} 个表现更好的组未列出。",
    ),
    "mistakes": ("Worst mistakes", "最严重的错误"),
    "mistakes_text": (
        "Wrong, and sure of it: the {shown} surest of {count} mistakes.",
        "错得最有把握的 {shown} 个（共 {count} 个错误）。",
    ),
    "no_mistakes": ("No prediction was wrong.", "没有错误的预测。"),
    "said": ("said", "判为"),
    "explanations": ("Explanations", "解释"),
    "explanations_text": (
        "Warm where the picture speaks for the predicted class. Deletion: its probability as the most "
        "important pixels go (lower is better). Insertion: as they come (higher is better). In brackets: "
        "pixels in random order, same picture, same run.",
        "暖色处支持预测类别。删除：依次去掉最重要的像素时该类别的概率（越低越好）；插入：依次加入时的概率"
        "（越高越好）。括号内为同一图片、同一次运行中的随机顺序。",
    ),
    "deletion": ("Deletion", "删除"),
    "insertion": ("Insertion", "插入"),
    "grad_cam": ("Grad-CAM", "Grad-CAM"),
    "integrated_gradients": ("Integrated gradients", "积分梯度"),
    "occlusion": ("Occlusion", "遮挡"),
    "faithful": ("better than random", "优于随机"),
    "half_faithful": ("better than random in one of two", "两项中仅一项优于随机"),
    "unfaithful": ("no better than random", "不优于随机"),
    "completeness": ("completeness residual", "完备性残差"),
    "picture": ("Picture", "图片"),
    "neighbours": ("Nearest training examples", "最相近的训练样本"),
    "agreement": (
        "{share} carry the predicted label (random examples: {random})",
        "{share} 与预测类别一致（随机样本：{random}）",
    ),
    "history": ("Training", "训练过程"),
    "history_desc": ("{keys} over epochs.", "{keys} 随轮次的变化。"),
    "epoch": ("Epoch", "轮次"),
    "loss_title": ("Loss", "损失"),
    "accuracy_title": ("Accuracy", "准确率"),
    "card": ("Model card", "模型卡"),
    "model": ("Model", "模型"),
    "data": ("Data", "数据"),
    "protocol": ("Protocol", "评估方式"),
    "time_taken": ("Time taken", "用时"),
    "peak_memory": ("Peak memory", "峰值内存"),
    "bootstrap_seed": ("Bootstrap seed", "自助法随机种子"),
    "table": ("The figures behind this chart", "图表数据"),
    "left_out": (
        "{count} pictures were left out to keep this page below 2 MB.",
        "为使本页小于 2 MB，有 {count} 张图片未显示。",
    ),
    "made_by": (
        "Made by Modiste. Nothing on this page is loaded from elsewhere.",
        "由 Modiste 生成，本页不加载任何外部内容。",
    ),
}


def words(language: Language) -> Mapping[str, str]:
    """Every word of the report in one language."""
    column = 1 if language == "zh-CN" else 0
    return {key: pair[column] for key, pair in _WORDS.items()}
