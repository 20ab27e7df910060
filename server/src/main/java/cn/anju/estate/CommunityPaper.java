package cn.anju.estate;

import com.fasterxml.jackson.annotation.JsonInclude;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/** 小区的一份证照或合同；文件本身是附件。 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record CommunityPaper(@NotBlank(message = "请填名称") @Size(max = 100) String title, @Nullable @Size(max = 100) String number,
                      @Nullable LocalDate issuedOn, @Nullable LocalDate expiresOn, @Nullable Long attachmentId) {}
