#pragma once

#include "core/session/ingest.h"
#include "core/store/embeddings.h"
#include "tests/core/session/small_night.h"

namespace vetrina {

/// An open project of 60 alerts, and the store of its vectors: of the model net:2, none yet.
struct EmbeddedNight {
    explicit EmbeddedNight(std::size_t dimensions)
    {
        const auto packets = night.file("packets/night.avro", smallContainer(0, 60));
        session = night.open();
        Progress progress;
        QVERIFY(session && session->ingest().run({ packets }, {}, progress));
        const auto project = store::Project::open(night.project(), store::Mode::ReadWrite);
        QVERIFY(project);
        auto opened = store::EmbeddingStore::open(*project);
        QVERIFY(opened);
        store = std::move(*opened);
        model = { store->model("net", "2", dimensions).value(), "net", "2", dimensions };
    }

    SmallNight night;
    std::unique_ptr<session::Session> session;
    std::unique_ptr<store::EmbeddingStore> store;
    store::EmbeddingModel model;
};

} // namespace vetrina
