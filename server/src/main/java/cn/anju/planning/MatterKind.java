package cn.anju.planning;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/** 往上说的一件事：建议、上报，还是要总经理决断的重大事项。 */
enum MatterKind {
    PROPOSAL("建议", "NJ", "建议单"),
    ESCALATION("上报", "NB", "逐级上报单"),
    MAJOR("重大事项", "NZ", "重大事项决定单");

    final String label;
    final String prefix;
    final String paper;

    MatterKind(String label, String prefix, String paper) {
        this.label = label;
        this.prefix = prefix;
        this.paper = paper;
    }

    List<Outcome> outcomes() {
        return Arrays.stream(Outcome.values()).filter(each -> each.kind == this).toList();
    }

    String outcomeWords() {
        return outcomes().stream().map(each -> each.label).collect(Collectors.joining("、"));
    }

    /** What a proposal is about. */
    enum Topic {
        QUALITY("质量目标"), BUSINESS("经营计划"), PEOPLE("人力规划"), STRUCTURE("部门架构"), SERVICE("服务改进"), OTHER("其他");

        final String label;

        Topic(String label) {
            this.label = label;
        }
    }

    /** How it was answered. */
    enum Outcome {
        ADOPTED(PROPOSAL, "采纳", true),
        PARTLY(PROPOSAL, "部分采纳", true),
        REFUSED(PROPOSAL, "不采纳", false),
        HANDLED(ESCALATION, "接下办理", false),
        INSTRUCTED(ESCALATION, "指示照办", false),
        AGREED(MAJOR, "同意", true),
        DECLINED(MAJOR, "不同意", false);

        final MatterKind kind;
        final String label;
        /** Somebody has to carry it out by a day. */
        final boolean isCarriedOut;

        Outcome(MatterKind kind, String label, boolean isCarriedOut) {
            this.kind = kind;
            this.label = label;
            this.isCarriedOut = isCarriedOut;
        }
    }

    /** What is kept of it, one row each. */
    enum Move {
        SUBMIT("提交"), RAISE("再往上报"), DECIDE("答复"), FINISH("落实"), PAPER("附件"), WITHDRAW("撤回"), HAND("转交");

        final String label;

        Move(String label) {
            this.label = label;
        }
    }
}
