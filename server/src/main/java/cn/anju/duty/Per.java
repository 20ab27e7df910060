package cn.anju.duty;

import com.fasterxml.jackson.annotation.JsonProperty;

/** 一条职责算在谁头上：人人各一份、一个岗位合一份、各级岗位各一份、每个片区一份、整个小区一份。 */
enum Per {
    @JsonProperty("person") PERSON("每人"),
    @JsonProperty("post") POST("每岗"),
    @JsonProperty("posts") POSTS("各级岗位"),
    @JsonProperty("area") AREA("每片区"),
    @JsonProperty("community") COMMUNITY("全小区");

    final String label;

    Per(String label) {
        this.label = label;
    }
}
