package cn.anju.kernel;

import java.math.BigDecimal;
import tools.jackson.core.JsonParser;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.deser.jdk.NumberDeserializers.BigDecimalDeserializer;
import tools.jackson.databind.deser.std.StdScalarDeserializer;

/**
 * 送来的小数：长得离谱的不收。
 *
 * <p>{@code 1E+999999999} is ten characters here and a gigabyte once it is written out, for a sentence or for the database.
 */
final class ShortDecimals extends StdScalarDeserializer<BigDecimal> {

    private static final int MOST_DIGITS = 40;

    ShortDecimals() {
        super(BigDecimal.class);
    }

    @Override
    public BigDecimal deserialize(JsonParser parser, DeserializationContext context) {
        var figure = BigDecimalDeserializer.instance.deserialize(parser, context);
        if (figure == null || Math.abs((long) figure.scale()) <= MOST_DIGITS && figure.precision() <= MOST_DIGITS) return figure;
        return (BigDecimal) context.handleWeirdStringValue(BigDecimal.class, figure.toString(), "more than %d digits", MOST_DIGITS);
    }
}
