package cn.anju.kernel;

import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import jakarta.validation.Constraint;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.cfg.MapperConfig;
import tools.jackson.databind.introspect.Annotated;
import tools.jackson.databind.introspect.AnnotatedMember;
import tools.jackson.databind.introspect.AnnotatedParameter;
import tools.jackson.databind.introspect.NopAnnotationIntrospector;

/**
 * 请求里没有标 {@code @Nullable} 的栏目不能缺，也不能是 null。
 *
 * <p>What Bean Validation checks is left to it: it tells all that is wrong at once, in words of its own.
 */
final class RequiredComponents extends NopAnnotationIntrospector {

    @Override
    public @Nullable Boolean hasRequiredMarker(MapperConfig<?> config, AnnotatedMember member) {
        return isRequired(member) ? Boolean.TRUE : null;
    }

    @Override
    public JsonSetter.Value findSetterInfo(MapperConfig<?> config, Annotated member) {
        return isRequired(member) ? JsonSetter.Value.forValueNulls(Nulls.FAIL) : JsonSetter.Value.empty();
    }

    private static boolean isRequired(Annotated member) {
        if (!(member instanceof AnnotatedParameter parameter) || !parameter.getDeclaringClass().isRecord()
            || !parameter.getDeclaringClass().getName().startsWith("cn.anju.")) return false;
        var components = parameter.getDeclaringClass().getRecordComponents();
        if (parameter.getOwner().getParameterCount() != components.length) return false;
        var component = components[parameter.getIndex()];
        return !component.getAnnotatedType().isAnnotationPresent(Nullable.class)
            && Arrays.stream(component.getAnnotations()).noneMatch(each -> each.annotationType().isAnnotationPresent(Constraint.class))
            && Arrays.stream(component.getAccessor().getAnnotations()).noneMatch(each -> each.annotationType().isAnnotationPresent(Constraint.class));
    }
}
