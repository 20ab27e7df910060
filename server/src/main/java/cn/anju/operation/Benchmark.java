package cn.anju.operation;

import cn.anju.launch.Database;
import java.util.List;

/** 一项测速：{@code ./anju bench} 后面的第一个词选中它；做成 Spring bean 即可。 */
interface Benchmark {

    /** What stands after {@code ./anju bench}. */
    String name();

    /** @return the exit code of the process */
    int run(Database database, List<String> arguments) throws Exception;
}
