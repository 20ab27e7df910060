package cn.anju.launch;

import java.util.List;

/**
 * 命令行的一个命令（verify、backup、restore、bench、demo）的内容，由所属模块作为 Spring bean 提供。
 *
 * <p>The launcher finds it by its name once the database is open; the data folder is {@code ${anju.data}}.
 */
public interface Command {

    /** What stands after {@code ./anju}. */
    String name();

    /**
     * 执行命令。
     *
     * @param database  both roles; {@code verify} and {@code backup} read as the owner
     * @param arguments what stands after the command, without the launcher's own options
     * @return the exit code of the process, 0 for success
     */
    int run(Database database, List<String> arguments) throws Exception;
}
