package cn.anju.planning;

/** 一份文件是哪一种：往来公文，还是有版本的体系文件、制度、岗位文件和法规。 */
enum DocumentKind {
    RECEIVED("来文", "SW"),
    SENT("发文", "FA"),
    SYSTEM("体系文件", "TX"),
    PROCEDURE("制度流程", "LC"),
    POST("岗位文件", "GZ"),
    REGULATION("法规", "FG");

    final String label;
    final String prefix;

    DocumentKind(String label, String prefix) {
        this.label = label;
        this.prefix = prefix;
    }

    /** Whether the office writes it itself: drafted, reviewed and approved by three people. What came from outside stands as it came. */
    boolean isOurs() {
        return this != RECEIVED && this != REGULATION;
    }

    /** Whether it stays in force until another version takes its place. */
    boolean isStanding() {
        return this != RECEIVED && this != SENT;
    }

    /** 归哪一类。 */
    enum Category {
        OFFICE("行政"), STAFF("人事"), FINANCE("财务"), SERVICE("客服"), ENGINEERING("工程"), SECURITY("秩序"), ENVIRONMENT("环境"), QUALITY("质量");

        final String label;

        Category(String label) {
            this.label = label;
        }
    }

    /** 办到哪一步。 */
    enum State {
        DRAFT("草稿"), CHECKING("审批中"), CURRENT("现行"), DONE("已办结"), SUPERSEDED("旧版"), WITHDRAWN("已废止");

        final String label;

        State(String label) {
            this.label = label;
        }

        /** A letter is never in force: it has come in, or it has gone out. */
        String label(DocumentKind kind) {
            return this != CURRENT || kind.isStanding() ? label : kind == RECEIVED ? "在办" : "已发";
        }
    }

    /** 保管多久。 */
    enum Retention {
        FOREVER("永久"), THIRTY("三十年"), TEN("十年");

        final String label;

        Retention(String label) {
            this.label = label;
        }
    }
}
