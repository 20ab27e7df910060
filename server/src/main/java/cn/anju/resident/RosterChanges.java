package cn.anju.resident;

import cn.anju.estate.RoomFacts;
import cn.anju.estate.RoomRegister;
import cn.anju.resident.RosterState.KnownPerson;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** 一次名册导入要写的一切，写之前只是名单。 */
final class RosterChanges {

    /** 一个人要成为的样子。 */
    static final class PersonDraft {
        final @Nullable KnownPerson known;
        final String name;
        final String roomCode;
        @Nullable String gender;
        final List<String> phones = new ArrayList<>();
        @Nullable String phoneNote;
        @Nullable IdNumber idNumber;
        @Nullable String idNote;
        final List<RosterRow> rows = new ArrayList<>();
        /** Filled when a new person has been written. */
        long id;

        PersonDraft(@Nullable KnownPerson known, String name, String roomCode) {
            this.known = known;
            this.name = name;
            this.roomCode = roomCode;
            if (known != null) this.id = known.id();
        }
    }

    /** 对已登记的人的改动；空的不改。 */
    record PersonChange(PersonDraft person, @Nullable String gender, @Nullable String phone, boolean isNoteChanged, @Nullable String phoneNote,
                        @Nullable IdNumber idNumber, @Nullable String idNote, List<String> contacts) {}

    record NewHolding(String roomCode, PersonDraft person, LocalDate from) {}

    record NewVehicle(String plate, String roomCode, @Nullable PersonDraft person) {}

    /** 过户：谁走，谁来。 */
    record OwnerChange(String roomCode, LocalDate on, List<Long> endedHoldings, String before, String after) {}

    final List<RoomFacts> newRooms = new ArrayList<>();
    final List<RoomRegister.Edit> roomEdits = new ArrayList<>();
    final List<PersonDraft> newPeople = new ArrayList<>();
    final List<PersonChange> personChanges = new ArrayList<>();
    final List<NewHolding> newHoldings = new ArrayList<>();
    final List<OwnerChange> ownerChanges = new ArrayList<>();
    final List<NewVehicle> newVehicles = new ArrayList<>();
}
