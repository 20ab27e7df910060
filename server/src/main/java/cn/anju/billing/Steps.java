package cn.anju.billing;

/** 更正做到哪一步了；在后台办的时候给人看。 */
@FunctionalInterface
public interface Steps {

    /** Nobody watches. */
    Steps UNSEEN = _ -> { };

    void at(String step);
}
