// Labels candidates of a project until it is killed or has given so many; says on stdout the number of each event that
// the store acknowledged: label_writer PROJECT USER COUNT
#include "core/store/labels.h"

#include <cstdio>
#include <cstdlib>
#include <string>
#include <unistd.h>

using namespace vetrina::store;

int main(int, char** argv)
{
    const auto project = Project::open(argv[1]);
    if (!project)
        return std::fprintf(stderr, "%s\n", project.error().message.c_str()), 1;
    auto store = LabelStore::open(*project);
    if (!store)
        return std::fprintf(stderr, "%s\n", store.error().message.c_str()), 1;
    const long count = std::atol(argv[3]);
    for (long i = 0; i < count; ++i) {
        LabelEvent event;
        event.candidate.id = i;
        event.user = argv[2];
        event.scheme = "real-bogus";
        event.label = i % 3 == 0 ? "bogus" : "real";
        const auto id = (*store)->add(event);
        if (!id)
            return std::fprintf(stderr, "%s\n", id.error().message.c_str()), 1;
        const auto line = std::to_string(*id) + "\n";
        if (::write(STDOUT_FILENO, line.data(), line.size()) < 0)
            return 1;
    }
    return 0;
}
