package cn.anju.resident;

import cn.anju.estate.Room;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * 导入之前小区里已有的：房屋、人、持有、车辆。
 *
 * @param rooms by code
 * @param people in the order in which they were recorded, merged ones left out
 * @param owners room id → who owns it with no end in sight
 * @param ownedUntil room id → the last day on which a former owner held it
 * @param vehicles plate → person
 */
record RosterState(Map<String, Room> rooms, List<KnownPerson> people, Map<Long, List<KnownHolding>> owners, Map<Long, LocalDate> ownedUntil,
                   Map<String, KnownVehicle> vehicles, LocalDate booksStart, LocalDate today) {

    /**
     * @param contacts further phones
     * @param idHash in hex
     * @param idNote a stored number that cannot be right
     */
    record KnownPerson(long id, String name, boolean isCompany, @Nullable String gender, @Nullable String phone, @Nullable String phoneNote, boolean isPhoneVerified,
                       List<String> contacts, @Nullable String idHash, @Nullable String idNote, boolean isIdVerified) {}

    record KnownHolding(long id, long roomId, long personId, LocalDate fromOn) {}

    record KnownVehicle(String plate, @Nullable Long personId) {}
}
