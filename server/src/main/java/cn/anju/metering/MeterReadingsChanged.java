package cn.anju.metering;

import java.time.LocalDate;
import java.util.Collection;
import org.jspecify.annotations.Nullable;

/**
 * 读数变了（日读数或月抄表）；在改它们的事务里发出。
 *
 * @param meters none when it may be any of the community's
 * @param first the first day that is different
 */
public record MeterReadingsChanged(long community, @Nullable Collection<Long> meters, LocalDate first) {}
