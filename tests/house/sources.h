#pragma once

#include <algorithm>
#include <string>
#include <vector>

/// One file of app/, core/ or ui/.
struct Source {
    std::string path; ///< from the top of the tree
    std::string text;
    std::vector<std::string> includes;

    [[nodiscard]] std::string top() const { return path.substr(0, path.find('/')); }
    [[nodiscard]] std::string folder() const ///< of core: "image"
    {
        const auto from = path.find('/') + 1;
        return path.substr(from, path.find('/', from) - from);
    }
    [[nodiscard]] bool isHeader() const { return path.ends_with(".h"); }
    [[nodiscard]] bool usesTorch() const
    {
        return std::ranges::any_of(includes, [](const std::string& i) {
            return i.starts_with("torch/") || i.starts_with("ATen/") || i.starts_with("c10/");
        });
    }
};

[[nodiscard]] std::string withoutComments(const std::string& text);

/// Every header and source of app/, core/ and ui/.
[[nodiscard]] std::vector<Source> readTree();
