package cn.anju;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** 晴川里：验收用的一个真实样子的小区，经接口导入、出账。 */
public final class Qingchuan {

    private static final Path FOLDER = Path.of("..", "acceptance", "qingchuan");

    private Qingchuan() {}

    /** 名册、收费标准、仪表、七月读数都导入，七月的账发布。 @return the community */
    public static long open(Office office) {
        var community = office.newCommunity("晴川里", "2026-07-01");
        take(office, community, "roster", "roster.xlsx");
        take(office, community, "tariffs", "tariffs.xlsx");
        take(office, community, "meters", "meters.xlsx");
        take(office, community, "readings", "readings-2026-07.xlsx");
        var run = office.post("/api/communities/" + community + "/bill-runs", Map.of("month", "2026-07")).expect(202);
        var path = "/api/communities/" + community + "/bill-runs/" + run.at("/id");
        office.waitWhile(path, "calculating");
        office.post(path + "/publish", Map.of()).expect(200);
        return community;
    }

    /** 导入一张表。 */
    public static Office.Answer take(Office office, long community, String kind, String file) {
        try {
            var started = office.upload("/api/communities/" + community + "/imports/" + kind, file, Files.readAllBytes(FOLDER.resolve(file))).expect(202);
            var done = office.waitWhile("/api/communities/" + community + "/imports/" + started.at("/id"), "running");
            if (!done.at("/state").equals("done")) throw new AssertionError(kind + ": " + done.text());
            return done;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
