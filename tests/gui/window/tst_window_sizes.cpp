// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/test_program.h"
#include "ui/composer/composer.h"
#include "ui/composer/modes/mode_pane.h"
#include "ui/overview/overview_painter.h"
#include "ui/overview/overview_strip.h"
#include "window_fixture.h"

#include <QAbstractButton>
#include <QAbstractScrollArea>
#include <QAbstractSpinBox>
#include <QAction>
#include <QComboBox>
#include <QLabel>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QTabBar>
#include <QTest>

#include <vector>

namespace tst_window_sizes {

using namespace framescope;
using test::WindowFixture;

namespace {

bool isScrolled(const QWidget* widget, const QWidget& top)
{
    for (const QWidget* parent = widget->parentWidget(); parent && parent != &top;
         parent = parent->parentWidget()) {
        if (qobject_cast<const QAbstractScrollArea*>(parent)) {
            return true;
        }
    }
    return false;
}

/// What names a widget in a failed test.
QString nameOf(const QWidget& widget)
{
    const auto* button = qobject_cast<const QAbstractButton*>(&widget);
    const auto* label = qobject_cast<const QLabel*>(&widget);
    return QStringLiteral("%1 %2 '%3'")
        .arg(widget.metaObject()->className(), widget.objectName(),
             button  ? button->text()
             : label ? label->text().left(40)
                     : QString());
}

/// Parts of a window that are too small for what they show, stick out of their parent, or overlap
/// another one.
QStringList cutIn(const QWidget& top)
{
    QStringList cut;
    std::vector<const QWidget*> parts;
    for (const QWidget* part : top.findChildren<QWidget*>()) {
        const bool shows =
            qobject_cast<const QAbstractButton*>(part) || qobject_cast<const QComboBox*>(part) ||
            qobject_cast<const QAbstractSpinBox*>(part) || qobject_cast<const QLabel*>(part) ||
            qobject_cast<const QLineEdit*>(part);
        const bool isPart = part->parentWidget()->inherits("QAbstractSpinBox") ||
                            part->parentWidget()->inherits("QComboBox") ||
                            part->parentWidget()->inherits("QLineEdit") ||
                            part->parentWidget()->inherits("QTabBar");
        if (!shows || isPart || !part->isVisible() || isScrolled(part, top)) {
            continue;
        }
        const QSize least = part->minimumSizeHint().boundedTo(part->maximumSize());
        if (part->width() < least.width() || part->height() < least.height()) {
            cut += nameOf(*part) + QStringLiteral(" is too small");
        }
        if (!part->parentWidget()->rect().contains(part->geometry())) {
            cut += nameOf(*part) + QStringLiteral(" sticks out");
        }
        parts.push_back(part);
    }
    for (std::size_t a = 0; a < parts.size(); ++a) {
        const QRect first(parts[a]->mapTo(&top, QPoint()), parts[a]->size());
        for (std::size_t b = a + 1; b < parts.size(); ++b) {
            const QRect second(parts[b]->mapTo(&top, QPoint()), parts[b]->size());
            if (first.intersects(second) && !parts[a]->isAncestorOf(parts[b]) &&
                !parts[b]->isAncestorOf(parts[a])) {
                cut += nameOf(*parts[a]) + QStringLiteral(" overlaps ") + nameOf(*parts[b]);
            }
        }
    }
    return cut;
}

} // namespace

class TestWindowSizes : public QObject
{
    Q_OBJECT

private slots:
    void nothingIsCut_data();
    void nothingIsCut();
    void allFieldsOfARawFrameAreSeen();
    void scalesOfTheOverviewDoNotOverlap();
};

void TestWindowSizes::nothingIsCut_data()
{
    QTest::addColumn<QSize>("size");
    QTest::addColumn<bool>("sideBar");
    QTest::newRow("usual") << QSize(1280, 820) << true;
    QTest::newRow("small") << QSize(800, 560) << false;
    QTest::newRow("small, with the side bar") << QSize(800, 560) << true;
}

void TestWindowSizes::nothingIsCut()
{
    QFETCH(QSize, size);
    QFETCH(bool, sideBar);
    WindowFixture f;
    f.window().resize(size);
    f.window().action(ui::ActionId::ShowCollection)->setChecked(!sideBar);
    f.window().action(ui::ActionId::ShowCollection)->trigger();
    f.recordSomething(true);
    ui::Composer& composer = f.page().composer();
    for (int mode = 0; mode < ui::Composer::ModeCount; ++mode) {
        composer.setMode(static_cast<ui::Composer::Mode>(mode));
        QTest::qWait(50); // layouts follow
        QCOMPARE(f.window().size(), size);
        const QStringList cut = cutIn(f.window());
        QVERIFY2(cut.isEmpty(), qPrintable(cut.join(QLatin1Char('\n'))));
        const auto* modes = composer.findChild<QTabBar*>(QStringLiteral("composerModes"));
        QVERIFY(modes->width() >= modes->sizeHint().width());
    }
}

void TestWindowSizes::allFieldsOfARawFrameAreSeen()
{
    WindowFixture f;
    f.window().resize(1280, 820);
    f.recordSomething(true);
    ui::Composer& composer = f.page().composer();
    const int before = composer.height();
    composer.setMode(ui::Composer::Raw);
    auto* payload = composer.findChild<QPlainTextEdit*>(QStringLiteral("framePayload"));
    const auto* space = composer.findChild<QAbstractScrollArea*>(QStringLiteral("frameFields"));
    const auto isWhole = [&payload, &space] {
        const QRect place(payload->mapTo(space->viewport(), QPoint()), payload->size());
        return payload->isVisible() && place.height() >= payload->minimumHeight() &&
               place.bottom() < space->viewport()->height();
    };
    QTRY_VERIFY(isWhole());
    composer.setMode(ui::Composer::Text);
    QTRY_COMPARE(composer.height(), before);
}

void TestWindowSizes::scalesOfTheOverviewDoNotOverlap()
{
    constexpr int line = 13;
    for (const int height : {ui::OverviewStrip::Height, ui::OverviewStrip::LowHeight}) {
        const auto lanes = ui::OverviewLanes::of({0, 0, 640, height}, 80);
        const QRect in = lanes.label(0, line);
        const QRect out = lanes.label(1, line);
        QVERIFY(in.height() == line && out.height() == line && in.top() >= -2);
        QVERIFY(in.bottom() < out.top() && out.bottom() < height);
    }
}

FRAMESCOPE_TEST(TestWindowSizes)

} // namespace tst_window_sizes

#include "tst_window_sizes.moc"
