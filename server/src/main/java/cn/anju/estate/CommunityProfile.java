package cn.anju.estate;

import com.fasterxml.jackson.annotation.JsonInclude;
import jakarta.validation.constraints.Size;
import java.math.BigDecimal;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/** 小区概况。 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record CommunityProfile(
    @Nullable @Size(max = 200) String address, @Nullable @Size(max = 100) String developer, @Nullable LocalDate completedOn,
    @Nullable BigDecimal landArea, @Nullable BigDecimal builtArea, @Nullable BigDecimal greenArea, @Nullable Integer parkingSpaces,
    @Nullable @Size(max = 100) String propertyCompany, @Nullable LocalDate contractFrom, @Nullable LocalDate contractTo,
    @Nullable @Size(max = 60) String servicePhone, @Nullable @Size(max = 2000) String note) {

    static final CommunityProfile EMPTY = new CommunityProfile(null, null, null, null, null, null, null, null, null, null, null, null);
}
