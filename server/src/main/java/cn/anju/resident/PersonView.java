package cn.anju.resident;

import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * 一个人或单位的全部登记，号码遮住。
 *
 * @param mergedInto the person this one was merged into
 */
record PersonView(long id, Facts facts, List<Contact> contacts, List<PersonHolding> holdings, List<Vehicle> vehicles,
                  List<ResidentHistory.Entry> history, @Nullable Long mergedInto) {

    /**
     * @param phoneNote what was given as a phone and cannot be one, masked
     * @param isIdNumberValid false when the number is only a note
     * @param source where these facts come from, IMPORT or HAND
     */
    record Facts(PersonKind kind, String name, @Nullable Gender gender, @Nullable String phone, @Nullable String phoneNote, @Nullable String idNumber,
                 boolean isIdNumberValid, @Nullable LocalDate birthOn, @Nullable String address, @Nullable String note, String source,
                 @Nullable String sourceNote, OffsetDateTime recordedAt, @Nullable LocalDate phoneVerifiedOn, @Nullable String phoneVerifiedBy,
                 @Nullable LocalDate idVerifiedOn, @Nullable String idVerifiedBy) {}

    record Contact(long id, String phone, String label, @Nullable String note) {}

    record PersonHolding(long id, long roomId, String roomCode, HoldingRole role, LocalDate fromOn, @Nullable LocalDate toOn, @Nullable String relation,
                         @Nullable String note, String source, @Nullable LocalDate verifiedOn, @Nullable String verifiedBy) {}

    record Vehicle(long id, String plate, @Nullable String model, @Nullable String colour, @Nullable Long roomId, @Nullable String roomCode,
                   @Nullable Long personId, @Nullable String owner, @Nullable String note) {}
}
