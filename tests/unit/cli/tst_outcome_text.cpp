// SPDX-License-Identifier: GPL-3.0-or-later
#include <QTest>

#include "cli/record/outcome_text.h"
#include "support/capture_script.h"
#include "support/test_program.h"

namespace tst_outcome_text {

using namespace framescope;
using namespace framescope::test;

class TestOutcomeText : public QObject
{
    Q_OBJECT

private slots:
    void namesAnErrorFarBack();
};

void TestOutcomeText::namesAnErrorFarBack()
{
    CaptureScript capture;
    capture.play("connecting ws://example.com/chat\ntcp\n-> request\n<- 101\n"
                 "event error {\"layer\":\"websocket\",\"text\":\"the opcode is reserved\"}\n");
    for (int i = 0; i < 400; ++i) {
        capture.play("<- text tick\n");
    }
    const std::string said = cli::outcomeText(capture.timeline(), ConnectionId{1});
    QVERIFY2(said.ends_with("; websocket: the opcode is reserved"), said.c_str());
}

FRAMESCOPE_TEST(TestOutcomeText)

} // namespace tst_outcome_text

#include "tst_outcome_text.moc"
