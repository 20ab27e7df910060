package cn.anju.demo;

import cn.anju.demo.DemoPeople.Person;
import org.jspecify.annotations.Nullable;

/**
 * 一间房。
 *
 * @param status as the roster writes it
 * @param owner nobody for a room that is not sold
 * @param habit how its owner pays
 */
record DemoRoom(String building, String entrance, int floor, String number, String kind, String area, String status,
                @Nullable Person owner, String handover, String plate, Habit habit) {

    /** 交费的习惯：每月、每季、半年、拖着、从来不交。 */
    enum Habit {
        MONTHLY(1), QUARTERLY(3), HALF_YEARLY(6), LATE(5), NEVER(0);

        private final int months;

        Habit(int months) {
            this.months = months;
        }

        /** @param turn months since the books began, shifted so that not everybody comes at once */
        boolean comesIn(int turn) {
            return months > 0 && turn % months == months - 1;
        }

        static Habit of(int percent) {
            if (percent < 8) return MONTHLY;
            if (percent < 50) return QUARTERLY;
            if (percent < 84) return HALF_YEARLY;
            return percent < 94 ? LATE : NEVER;
        }
    }

    String code() {
        return building + "-" + (entrance.isEmpty() ? "" : entrance + "-") + number;
    }

    boolean isHandedOver() {
        return !handover.isEmpty();
    }
}
