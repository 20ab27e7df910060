package cn.anju.operation;

import cn.anju.operation.Catalogue.Counter;
import cn.anju.operation.Catalogue.Module;
import cn.anju.operation.Catalogue.Table;
import java.util.List;

/**
 * 备份文件的清单：哪些模块的哪一版，哪些表各多少行，校验值多少。
 *
 * @param format of the file itself
 * @param madeAt in Beijing, for people
 * @param database the server's version
 * @param contents in the order in which they can be loaded
 */
record Manifest(int format, String madeAt, String database, List<Module> modules, List<Content> contents, List<Counter> counters) {

    static final int FORMAT = 1;
    static final String ENTRY = "manifest.json";

    /** 一张表的内容。 */
    record Content(Table table, long rows, String sha256) {

        String entry() {
            return "tables/" + table.key();
        }
    }

    long rows() {
        return contents.stream().mapToLong(Content::rows).sum();
    }
}
