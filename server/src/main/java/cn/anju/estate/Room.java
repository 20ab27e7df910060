package cn.anju.estate;

import java.math.BigDecimal;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * 一间房：住宅、商铺、办公、车位或储藏间。
 *
 * @param code the only spelling, see {@link RoomCode}
 * @param building code of the building
 * @param entrance code of the entrance, none for rooms without one
 * @param handoverOn none while it has not been handed over and no date is known
 */
public record Room(long id, String code, long buildingId, String building, @Nullable Long entranceId, @Nullable String entrance,
                   String number, @Nullable Integer floor, RoomKind kind, BigDecimal grossArea, @Nullable BigDecimal netArea,
                   RoomStatus status, @Nullable LocalDate handoverOn, @Nullable String layout, @Nullable String note) {}
