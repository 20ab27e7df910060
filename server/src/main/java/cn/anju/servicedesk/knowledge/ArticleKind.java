package cn.anju.servicedesk.knowledge;

/** 知识库里的一类。 */
public enum ArticleKind {
    FAQ("常见问答"), NOT_OURS("不归物业管"), RULES("规约与守则"), HANDBOOK("住户手册");

    private final String label;

    ArticleKind(String label) {
        this.label = label;
    }

    public String label() {
        return label;
    }
}
