package cn.anju.servicedesk.ticket;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.PositiveOrZero;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * 登记一件事。
 *
 * @param roomId where: a room, or {@code commonAreaId}, or {@code place} in words; exactly one of the three
 * @param equipment the equipment it is about, beside the place or instead of one
 * @param personId who says it, if a resident on record: name and phone are then taken from there unless given
 * @param callId the call it was said in: number and ringing are then taken from there unless given
 * @param reporter the resident who says it; what staff saw needs none
 * @param wishedFrom when the household wants somebody to come, with {@code wishedTo}; a resident's repair needs it
 * @param promisedAt when the desk said that somebody comes; a resident's repair by phone or at the counter needs it
 * @param readBack whether it was read back to the caller; likewise
 * @param introduced whether the estate and its services were introduced
 * @param ringSeconds from the first ring to the answer, if the phone system tells
 * @param answer what was said to the caller at once
 * @param receivedAt when it was said, now unless given
 * @param responsibility whose it is when it is plainly not ours: the ticket is then closed at once with what was {@code referral}
 * @param referralPhone the number the caller was given
 * @param sameAs an open ticket that is the same thing: then only a line of the log is written, and the ticket hears of it
 * @param incidentId the open incident this is part of: nobody is sent for it alone
 * @param reportedBy which colleague reports what staff saw or brought along, who signs in unless given
 */
public record NewTicket(@NotNull(message = "请选种类") TicketKind kind, @NotNull(message = "请选来源") Source source,
                        @NotNull(message = "请选缓急") Urgency urgency, @Nullable Long roomId, @Nullable Long commonAreaId,
                        @Nullable @Size(max = 100) String place, @NotBlank(message = "请写清什么事") @Size(max = 100, message = "事由最多 100 字") String title,
                        @Nullable @Size(max = 2000) String detail, @Nullable @Size(max = 60) String equipment, @Nullable Long personId, @Nullable Long callId,
                        @Nullable @Size(max = 60) String reporter, @Nullable @Size(max = 30) String phone,
                        @Nullable Instant wishedFrom, @Nullable Instant wishedTo, @Nullable Instant promisedAt, boolean readBack, boolean introduced,
                        @Nullable @PositiveOrZero @Max(600) Integer ringSeconds, @Nullable @Size(max = 500) String answer, @Nullable Instant receivedAt,
                        @Nullable Responsibility responsibility, @Nullable @Size(max = 500) String referral, @Nullable @Size(max = 30) String referralPhone,
                        @Nullable Long sameAs, @Nullable Long incidentId, @Nullable Long reportedBy) {

    /** Whether it is for us to see to it. */
    boolean isOurs() {
        return responsibility == null || responsibility == Responsibility.OURS;
    }

    /** The same with what is on record of who says it, and where the equipment stands when nothing else says where. */
    NewTicket by(Callers.Caller caller) {
        var where = roomId == null && commonAreaId == null && Places.text(place) == null ? Places.text(equipment) : Places.text(place);
        return new NewTicket(kind, source, urgency, roomId, commonAreaId, where, title.strip(), Places.text(detail), Places.text(equipment), personId, callId, caller.name(),
            caller.phone(), wishedFrom, wishedTo, promisedAt, readBack, introduced, caller.ringSeconds(), Places.text(answer), receivedAt, responsibility,
            Places.text(referral), Places.text(referralPhone), sameAs, incidentId, reportedBy);
    }

    /** A phone's clock may run ahead of ours. */
    NewTicket receivedBy(Instant latest) {
        if (receivedAt == null || !receivedAt.isAfter(latest)) return this;
        return new NewTicket(kind, source, urgency, roomId, commonAreaId, place, title, detail, equipment, personId, callId, reporter, phone, wishedFrom, wishedTo, promisedAt,
            readBack, introduced, ringSeconds, answer, latest, responsibility, referral, referralPhone, sameAs, incidentId, reportedBy);
    }
}
