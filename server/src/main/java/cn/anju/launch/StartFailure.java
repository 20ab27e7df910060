package cn.anju.launch;

import org.jspecify.annotations.Nullable;

/**
 * 启动不了的原因，一句话说清，并说该怎么办。
 *
 * <p>Printed to stderr without a stack trace; the process then ends with 1.
 */
public final class StartFailure extends RuntimeException {

    public StartFailure(String sentence, Object... arguments) {
        super(sentence.formatted(arguments), null, false, false);
    }

    /** The first failure of this kind in a chain of causes, if there is one. */
    public static @Nullable StartFailure in(@Nullable Throwable thrown) {
        for (var cause = thrown; cause != null; cause = cause.getCause())
            if (cause instanceof StartFailure failure) return failure;
        return null;
    }
}
