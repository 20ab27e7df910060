package cn.anju.metering;

/** 读数从哪里来。 */
enum ReadingSource {
    IMPORT("导入"), ENTRY("录入"), PASTE("粘贴"), REMOVAL("拆表"), ESTIMATE("估抄"), DAILY("日读数");

    final String label;

    ReadingSource(String label) {
        this.label = label;
    }
}
