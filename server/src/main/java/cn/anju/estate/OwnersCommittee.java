package cn.anju.estate;

import com.fasterxml.jackson.annotation.JsonInclude;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** 业主委员会：届次、任期和成员。 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record OwnersCommittee(@Nullable @Size(max = 100) String name, @Nullable LocalDate electedOn, @Nullable LocalDate termEndsOn,
                       @Nullable @Size(max = 60) String filedWith, @NotNull @Size(max = 50) List<@Valid @NotNull Member> members) {

    /** @param post 主任、副主任、委员 … */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Member(@NotBlank(message = "请填姓名") @Size(max = 60) String name, @Nullable @Size(max = 40) String post,
                  @Nullable @Size(max = 40) String roomCode) {}

    static final OwnersCommittee NONE = new OwnersCommittee(null, null, null, null, List.of());
}
