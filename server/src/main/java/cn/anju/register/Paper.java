package cn.anju.register;

import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.LocalTime;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * 一张台账的样子：哪些栏，谁写谁看，多久写一次，怎样打印。
 *
 * @param about what belongs in it, in one or two sentences
 * @param secondPerson whether a second person must confirm each entry
 * @param writers keys of the roles that may write, and read
 * @param readers keys of the roles that may only read
 * @param times how often in each period of the rhythm
 * @param perPerson whether each writer writes his own, or one for all of the community
 * @param remindAt from when in the day it stands on Today while it is not written
 * @param landscape whether the list prints across
 * @param duties ids of the duties it is the record of
 */
record Paper(@NotBlank(message = "请填台账名称") @Size(max = 40, message = "台账名称最多 40 字") String title, @NotNull(message = "请选业务") Business business,
             @NotBlank(message = "请写明这本台账记什么") @Size(max = 300, message = "说明最多 300 字") String about,
             @NotEmpty(message = "至少要有一栏") @Size(max = 40, message = "最多 40 栏") List<@Valid @NotNull Field> fields, boolean secondPerson,
             @NotEmpty(message = "请选谁可以写") Set<String> writers, @NotNull(message = "请选谁可以看") Set<String> readers, @NotNull(message = "请选多久写一次") Rhythm rhythm,
             @Min(1) @Max(24) int times, boolean perPerson, @Nullable LocalTime remindAt, boolean landscape, @NotNull Set<String> duties) {

    Paper with(List<Field> named) {
        return new Paper(title.strip(), business, about.strip(), List.copyOf(named), secondPerson, writers, readers, rhythm, times, perPerson, remindAt, landscape, duties);
    }

    Field field(String key) {
        return fields.stream().filter(field -> key.equals(field.key())).findFirst().orElseThrow();
    }
}
