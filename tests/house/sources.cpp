#include "tests/house/sources.h"

#include <filesystem>
#include <fstream>
#include <regex>
#include <sstream>

namespace fs = std::filesystem;

std::string withoutComments(const std::string& text)
{
    std::string out;
    for (std::size_t i = 0; i < text.size();) {
        if (text.compare(i, 2, "//") == 0) {
            i = text.find('\n', i);
        } else if (text.compare(i, 2, "/*") == 0) {
            i = text.find("*/", i);
            i = i == std::string::npos ? i : i + 2;
        } else {
            out += text[i++];
            continue;
        }
        if (i == std::string::npos)
            break;
    }
    return out;
}

std::vector<Source> readTree()
{
    std::vector<Source> sources;
    static const std::regex include(R"(#include\s*[<"]([^>"]+)[>"])");
    for (const char* top : { "app", "core", "ui" }) {
        const fs::path root = fs::path(VETRINA_SOURCE_DIR) / top;
        for (const auto& entry : fs::recursive_directory_iterator(root)) {
            const auto ending = entry.path().extension();
            if (ending != ".h" && ending != ".cpp")
                continue;
            std::stringstream text;
            text << std::ifstream(entry.path()).rdbuf();
            Source source{ fs::relative(entry.path(), VETRINA_SOURCE_DIR).string(), text.str(), {} };
            for (std::sregex_iterator it(source.text.begin(), source.text.end(), include), end; it != end; ++it)
                source.includes.push_back((*it)[1]);
            sources.push_back(std::move(source));
        }
    }
    return sources;
}
