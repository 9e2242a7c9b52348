// SPDX-License-Identifier: GPL-3.0-or-later
#include "scenario_desk.h"
#include "support/test_program.h"
#include "ui/details/shell/details_pane.h"
#include "ui/filter/filter_bar.h"
#include "ui/style/colours.h"
#include "ui/style/fonts.h"
#include "ui/timeline/table/timeline_view.h"
#include "ui/widgets/notification.h"
#include "window_fixture.h"

#include <QAbstractButton>
#include <QAction>
#include <QApplication>
#include <QEvent>
#include <QImage>
#include <QLabel>
#include <QPixmap>
#include <QTabBar>
#include <QTabWidget>
#include <QTest>

#include <algorithm>
#include <cstdlib>
#include <utility>
#include <vector>

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
    void cleanup() { ui::style::setFontSize(0); }
    void largeFontsAreNotCut();
    void eachWidgetIsStyledAFewTimes();
    void hiddenTabsAreStyledWhenTheyAreShown();
    void iconsFollow();
    void textFollows();
    void theFontReachesWhatTheSheetStyles();
    void aNewTabIsStyledAFewTimes();
};

void TestWindowTheme::largeFontsAreNotCut()
{
    WindowFixture f;
    f.recordSomething();
    const int row = f.shownRow(QStringLiteral("something"));
    auto& view = f.page().timelineView();
    view.setCurrentIndex(f.page().model().index(row, 0));
    const int before = view.columnWidth(present::TimelineModel::Time);
    ui::style::setFontSize(QApplication::font().pointSize() * 3 / 2);
    f.window().action(ui::ActionId::ThemeLight)->trigger(); // as the preferences do
    const QFontMetrics payload(ui::style::payloadFont());
    using Model = present::TimelineModel;
    for (const int column : {Model::Number, Model::Time, Model::Type, Model::Size}) {
        const QString text = f.page().model().index(row, column).data().toString();
        QVERIFY2(view.isColumnHidden(column) ||
                     view.columnWidth(column) > payload.horizontalAdvance(text),
                 qPrintable(text));
    }
    constexpr int Frame = 10; // border and padding of a button, above and below
    for (const char* name : {"connectButton", "follow", "composerSend"}) {
        const auto* button = f.page().findChild<QAbstractButton*>(QLatin1String(name));
        QTRY_VERIFY2(button->height() - Frame >= button->fontMetrics().height(), name);
    }
    f.window().resize(640, 400);
    const auto* tabs =
        f.page().details().findChild<QTabWidget*>(QStringLiteral("detailsTabs"))->tabBar();
    for (int i = 0; i < tabs->count(); ++i) {
        const int width = tabs->fontMetrics().horizontalAdvance(tabs->tabText(i));
        QTRY_VERIFY2(!tabs->isTabVisible(i) || tabs->tabRect(i).width() >= width,
                     qPrintable(tabs->tabText(i)));
    }
    f.window().resize(1200, 800);
    ui::style::setFontSize(0);
    f.window().action(ui::ActionId::ThemeLight)->trigger();
    QTRY_VERIFY(std::abs(view.columnWidth(Model::Time) - before) <= 2);
}

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

/// What a widget shows once it is laid out and loaded: the first picture that stays as it is.
static QImage settledPicture(QWidget& widget)
{
    QImage last;
    const auto stays = [&] {
        const QImage now = widget.grab().toImage();
        return std::exchange(last, now) == now;
    };
    return QTest::qWaitFor(stays) ? last : QImage();
}

/// With many tabs, most widgets are hidden; the window would freeze for them.
void TestWindowTheme::hiddenTabsAreStyledWhenTheyAreShown()
{
    WindowFixture f;
    f.recordSomething();
    f.window().action(ui::ActionId::ThemeLight)->trigger();
    ui::SessionPage& first = f.page();
    const auto* note = first.findChild<QLabel*>(QStringLiteral("note"));
    const auto colourOfNote = [note] { return note->palette().color(QPalette::WindowText); };
    f.window().action(ui::ActionId::NewTab)->trigger();
    f.window().action(ui::ActionId::ThemeDark)->trigger();
    QVERIFY(!note->testAttribute(Qt::WA_WState_Polished));
    QVERIFY(f.page().testAttribute(Qt::WA_WState_Polished));
    f.press(Qt::Key_Tab, Qt::ControlModifier);
    QVERIFY(note->isVisible());
    QCOMPARE(colourOfNote(), ui::style::colours(f.window().palette()).muted);
    QWidget* const still[] = {&first.filterBar(), &first.timelineView(), &first.details()};
    std::vector<QImage> late; // the status line and the strip change with time
    for (QWidget* part : still) {
        late.push_back(settledPicture(*part));
    }
    f.window().action(ui::ActionId::ThemeLight)->trigger(); // now as a tab that is shown
    f.window().action(ui::ActionId::ThemeDark)->trigger();
    QCOMPARE(colourOfNote(), ui::style::colours(f.window().palette()).muted);
    for (std::size_t i = 0; i < late.size(); ++i) {
        QTRY_VERIFY2(still[i]->grab().toImage() == late[i], qPrintable(still[i]->objectName()));
    }
}

void TestWindowTheme::iconsFollow()
{
    WindowFixture f;
    f.window().action(ui::ActionId::ThemeLight)->trigger();
    f.recordSomething();
    f.page().notify(ui::Notification::of(ui::Notification::Kind::Warning, QStringLiteral("Look")));
    f.window().action(ui::ActionId::ThemeDark)->trigger();
    std::vector<QRgb> dark;
    for (const auto& [name, colour] : ui::style::darkColours().named()) {
        dark.push_back(colour.rgb());
    }
    const auto isDark = [&dark](const QPixmap& pixmap) {
        const QImage image = pixmap.toImage().convertToFormat(QImage::Format_ARGB32);
        for (int y = 0; y < image.height(); ++y) {
            for (int x = 0; x < image.width(); ++x) {
                const QRgb pixel = image.pixel(x, y);
                if (qAlpha(pixel) == 255) { // the edges are blended
                    return std::ranges::find(dark, pixel) != dark.end();
                }
            }
        }
        return true; // nothing but edges
    };
    int icons = 0;
    for (const QLabel* label : f.window().findChildren<QLabel*>()) {
        if (label->isVisible() && !label->pixmap().isNull()) {
            QVERIFY2(isDark(label->pixmap()), qPrintable(label->parent()->objectName()));
            ++icons;
        }
    }
    QVERIFY(icons >= 4);
    for (const QAbstractButton* button : f.window().findChildren<QAbstractButton*>()) {
        if (button->isVisible() && button->isEnabled() && !button->icon().isNull()) {
            QVERIFY2(isDark(button->icon().pixmap(16, 16)), qPrintable(button->objectName()));
        }
    }
}

/// What was there before the theme was chosen, where a colour or a font belongs to it.
void TestWindowTheme::textFollows()
{
    test::ScenarioDesk f;
    f.window().action(ui::ActionId::ThemeLight)->trigger();
    f.openEchoes();
    f.runToEnd();
    f.window().action(ui::ActionId::ThemeDark)->trigger();
    const auto* model = f.results().model();
    const QModelIndex run = model->index(0, 0);
    QVERIFY(model->rowCount(run) > 0);
    for (const QModelIndex& row : {run, model->index(0, 0, run)}) {
        QCOMPARE(row.data(Qt::ForegroundRole).value<QColor>(), ui::style::darkColours().text);
        QCOMPARE(row.siblingAtColumn(1).data(Qt::ForegroundRole).value<QColor>(),
                 ui::style::darkColours().muted);
    }
    f.press(Qt::Key_T, Qt::ControlModifier);
    f.recordSomething();
    const auto& state = *f.page().findChild<ui::StateIndicator*>();
    for (const auto theme : {ui::ActionId::ThemeLight, ui::ActionId::ThemeDark}) {
        f.window().action(theme)->trigger();
        for (const QLabel* label : state.findChildren<QLabel*>()) {
            QVERIFY(label->text().isEmpty() || label->font().underline());
        }
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

/// What gets a parent is styled anew with all that stands in it.
void TestWindowTheme::aNewTabIsStyledAFewTimes()
{
    WindowFixture f;
    f.window().action(ui::ActionId::ThemeLight)->trigger();
    const auto before = QApplication::allWidgets().size();
    const StyleChanges changes;
    f.window().action(ui::ActionId::NewTab)->trigger();
    const auto made = QApplication::allWidgets().size() - before;
    QVERIFY(made > 100);
    QVERIFY2(changes.count() <= 8 * made,
             qPrintable(QStringLiteral("%1 of %2").arg(changes.count()).arg(made)));
}

FRAMESCOPE_TEST(TestWindowTheme)

} // namespace tst_window_theme

#include "tst_window_theme.moc"
