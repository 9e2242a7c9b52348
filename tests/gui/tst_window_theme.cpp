// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/test_program.h"
#include "ui/style/colours.h"
#include "ui/style/fonts.h"
#include "window_fixture.h"

#include <QAction>
#include <QApplication>
#include <QEvent>
#include <QLabel>
#include <QTest>

#include <utility>

namespace tst_window_theme {

using namespace framescope;
using test::WindowFixture;

namespace {

/// How often widgets are told that their style is another one.
class StyleChanges : public QObject
{
public:
    StyleChanges() { qApp->installEventFilter(this); }
    qsizetype count() const { return count_; }

protected:
    bool eventFilter(QObject* watched, QEvent* event) override
    {
        count_ += event->type() == QEvent::StyleChange && watched->isWidgetType() ? 1 : 0;
        return false;
    }

private:
    qsizetype count_ = 0;
};

} // namespace

class TestWindowTheme : public QObject
{
    Q_OBJECT

private slots:
    void eachWidgetIsStyledAFewTimes();
    void theFontReachesWhatTheSheetStyles();
};

/// With many tabs there are thousands of widgets, and each has many around it.
void TestWindowTheme::eachWidgetIsStyledAFewTimes()
{
    WindowFixture f;
    f.recordSomething();
    f.window().action(ui::ActionId::ThemeLight)->trigger();
    for (const auto& [theme, most] :
         {std::pair(ui::ActionId::ThemeDark, 3), std::pair(ui::ActionId::ThemeDark, 0),
          std::pair(ui::ActionId::ThemeLight, 3)}) {
        const StyleChanges changes;
        f.window().action(theme)->trigger();
        QVERIFY2(changes.count() <= most * QApplication::allWidgets().size(),
                 qPrintable(QString::number(changes.count())));
        const auto* muted = f.page().findChild<QLabel*>(QStringLiteral("note"));
        QCOMPARE(muted->palette().color(QPalette::WindowText),
                 ui::style::colours(f.window().palette()).muted);
    }
}

void TestWindowTheme::theFontReachesWhatTheSheetStyles()
{
    WindowFixture f;
    f.recordSomething();
    const StyleChanges changes;
    const auto* title = f.page().findChild<QLabel*>(QStringLiteral("eventTitle"));
    QVERIFY(title);
    for (const int size : {17, 0}) {
        ui::style::setFontSize(size);
        f.window().action(ui::ActionId::ThemeLight)->trigger(); // as the preferences do
        QCOMPARE(title->font().pointSize(), QApplication::font().pointSize());
        QCOMPARE(title->font().weight(), QFont::DemiBold);
    }
    QVERIFY(changes.count() <= 2 * 3 * QApplication::allWidgets().size());
}

FRAMESCOPE_TEST(TestWindowTheme)

} // namespace tst_window_theme

#include "tst_window_theme.moc"
