package cn.anju.metering;

/** 一条读数为什么存疑。 */
public enum Hold {
    HIGH("用量过大"), ZERO("忽然为零"), NEGATIVE("读数变小");

    public final String label;

    Hold(String label) {
        this.label = label;
    }
}
