package cn.anju.job;

import java.time.LocalDate;
import java.util.Map;

/**
 * 导入时人已经定下的事。
 *
 * @param decisions subject (a room code) → the date on which the change that the preview asked about takes effect
 */
public record ImportOptions(Map<String, LocalDate> decisions) {

    public static final ImportOptions NONE = new ImportOptions(Map.of());
}
