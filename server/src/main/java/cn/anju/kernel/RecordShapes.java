package cn.anju.kernel;

import io.swagger.v3.core.converter.AnnotatedType;
import io.swagger.v3.core.converter.ModelConverter;
import io.swagger.v3.core.converter.ModelConverterContext;
import io.swagger.v3.core.jackson.ModelResolver;
import io.swagger.v3.core.jackson.TypeNameResolver;
import io.swagger.v3.oas.models.SpecVersion;
import io.swagger.v3.oas.models.media.Schema;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springdoc.core.providers.ObjectMapperProvider;

/**
 * 记录类就是 JSON 的样子：没有标 {@code @Nullable} 的栏目必有。
 *
 * <p>Nested records are named with their outer type ({@code Journal.Row} → {@code JournalRow}, {@code LedgerController.Assignment} →
 * {@code LedgerAssignment}), so that two rows do not
 * become one.
 */
class RecordShapes extends ModelResolver {

    private static final String REFERENCE = "#/components/schemas/";

    RecordShapes(ObjectMapperProvider mappers) {
        super(mappers.jsonMapper(), new OuterNames());
        openapi31(true);
    }

    @Override
    public @Nullable Schema<?> resolve(AnnotatedType type, ModelConverterContext context, Iterator<ModelConverter> chain) {
        var schema = super.resolve(type, context, chain);
        var raw = _mapper.constructType(type.getType()).getRawClass();
        if (schema != null && raw.isRecord()) require(raw.getRecordComponents(), target(schema, context));
        return schema;
    }

    private static @Nullable Schema<?> target(Schema<?> schema, ModelConverterContext context) {
        return schema.get$ref() == null ? schema : context.getDefinedModels().get(schema.get$ref().substring(REFERENCE.length()));
    }

    private static void require(RecordComponent[] components, @Nullable Schema<?> schema) {
        if (schema == null || schema.getProperties() == null) return;
        var required = new ArrayList<String>();
        for (var component : components) {
            var property = schema.getProperties().get(component.getName());
            if (property == null) continue;
            if (!component.getAnnotatedType().isAnnotationPresent(Nullable.class)) required.add(component.getName());
            else if (property.getAnyOf() == null) schema.getProperties().put(component.getName(), orNull(property));
        }
        schema.setRequired(required.isEmpty() ? null : required);
    }

    private static Schema<?> orNull(Schema<?> property) {
        return new Schema<>(SpecVersion.V31).anyOf(List.of(property, new Schema<>(SpecVersion.V31).types(Set.of("null"))));
    }

    private static final class OuterNames extends TypeNameResolver {

        @Override
        protected String nameForClass(Class<?> type, Set<Options> options) {
            var name = super.nameForClass(type, options);
            if (type.getEnclosingClass() == null || !type.getName().startsWith("cn.anju.")) return name;
            var outer = nameForClass(type.getEnclosingClass(), options).replaceFirst("Controller$", "");
            return outer.equals(name) ? name : outer + name;
        }
    }
}
