package cn.anju.resident;

import cn.anju.estate.RoomFacts;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * 名册里收下的一行。
 *
 * @param row the row's number in Excel
 * @param facts what the room shall be
 * @param hasStatus whether the status was written down, not guessed from the handover date
 * @param plates normal plates, each once
 */
record RosterRow(int row, RoomFacts facts, boolean hasStatus, List<OwnerLine> owners, List<String> plates) {

    /**
     * 一行里的一位业主。
     *
     * @param phones those that can be right, the first is the main one
     * @param phoneNote what stood there and cannot be a phone
     * @param idNumber none when missing or impossible
     * @param idNote what stood there and cannot be a number
     */
    record OwnerLine(String name, @Nullable String gender, List<String> phones, @Nullable String phoneNote,
                     @Nullable IdNumber idNumber, @Nullable String idNote) {}
}
