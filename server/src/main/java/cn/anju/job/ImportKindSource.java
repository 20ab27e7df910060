package cn.anju.job;

import java.util.List;
import java.util.Optional;

/** 导入的种类是数据的（如每本台账一种），由这里给出；做成 Spring bean 即可。 */
public interface ImportKindSource {

    /** The kind of this name; empty when it is none of this source's. */
    Optional<ImportKind> kind(String name);

    /** Kinds for the page on which an import is chosen. */
    List<ImportKind> offered();
}
