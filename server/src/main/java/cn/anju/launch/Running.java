package cn.anju.launch;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * 谁正在主管一个数据文件夹。
 *
 * @param url         of the server; empty while it starts, and for commands that serve nobody
 * @param databaseUrl empty until others can connect
 */
record Running(long pid, String command, String url, String databaseUrl) {

    static Running in(Path data) {
        try {
            var lines = Files.readAllLines(data.resolve("running"));
            return new Running(Long.parseLong(lines.get(0)), lines.get(1), lines.get(2), lines.get(3));
        } catch (IOException | RuntimeException e) {
            return new Running(0, "", "", "");
        }
    }

    StartFailure refusal(Path data) {
        var process = pid == 0 ? "" : "，进程 " + pid;
        if (!url.isEmpty()) return new StartFailure("安居已在运行（already running）：%s（数据文件夹 %s%s）。", url, data, process);
        return new StartFailure("数据文件夹 %s 正被 ./anju %s 使用%s：请等它结束再试。", data, command, process);
    }
}
