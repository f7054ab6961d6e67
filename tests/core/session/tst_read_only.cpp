#include "core/session/labels.h"
#include "tests/core/session/small_night.h"
#include "tests/mount.h"

using namespace vetrina;
using namespace vetrina::session;

class TestReadOnly : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void aFullDiskShowsAndSaysWhyNothingIsKept();
    void whatWasAskedForNeedsNoReason();
};

void TestReadOnly::aFullDiskShowsAndSaysWhyNothingIsKept()
{
    const SmallNight night;
    Mount disk(night.path("disk"));
    MOUNT_OR_SKIP(disk.tmpfs("size=4m"));
    Session::Options options;
    options.create = true;
    const auto path = disk.at() / "a.vetrina";
    VERIFY_RESULT(Session::open(path, options));
    fillUp(disk.at());
    options.create = false;
    {
        const auto session = Session::open(path, options);
        VERIFY_RESULT(session);
        QVERIFY((*session)->readOnly());
        const auto& why = (*session)->whyReadOnly();
        QVERIFY(why);
        QVERIFY2(why->code == Error::Code::Full, why->message.c_str());
        QVERIFY2(why->remedy.find("room") != std::string::npos, why->remedy.c_str());
    }
    std::filesystem::remove(disk.at() / "ballast");
    const auto again = Session::open(path, options);
    VERIFY_RESULT(again);
    QVERIFY(!(*again)->readOnly() && !(*again)->whyReadOnly());
}

void TestReadOnly::whatWasAskedForNeedsNoReason()
{
    const SmallNight night;
    QVERIFY(night.open());
    Session::Options options;
    options.readOnly = true;
    const auto session = Session::open(night.project(), options);
    VERIFY_RESULT(session);
    QVERIFY((*session)->readOnly() && !(*session)->whyReadOnly());
}

QTEST_GUILESS_MAIN(TestReadOnly)
#include "tst_read_only.moc"
