using AuthMethods.Wire.Throttling;

namespace AuthMethods.Tests.Wire.Throttling;

public sealed class BudgetTests
{
    private static readonly DateTimeOffset Start = new(2026, 1, 15, 9, 30, 0, TimeSpan.Zero);

    [Fact]
    public void Spend_InManyThreads_GrantsExactlyTheLimit()
    {
        var budget = new Budget(1_000, TimeSpan.FromSeconds(10));
        var granted = 0;

        Parallel.For(0, 5_000, i =>
        {
            if (budget.Spend((Guid.Empty, Guid.Empty), 1, Start.AddTicks(-i)).RetryAfter is null) Interlocked.Increment(ref granted);
        });

        Assert.Equal(1_000, granted);
    }

    [Fact]
    public void Spend_ByFarMoreThanAreRemembered_StaysBoundedAndGrantsAgainLater()
    {
        var budget = new Budget(5, TimeSpan.FromSeconds(10));
        for (var i = 0; i < 10_000; i++) Assert.Null(budget.Spend((Guid.NewGuid(), Guid.Empty), 1, Start).RetryAfter);

        var refused = Enumerable.Range(0, 100).Count(_ => budget.Spend((Guid.NewGuid(), Guid.Empty), 1, Start).RetryAfter is not null);

        Assert.InRange(refused, 90, 100);
        Assert.Null(budget.Spend((Guid.NewGuid(), Guid.Empty), 1, Start.AddSeconds(10)).RetryAfter);
    }

    [Fact]
    public void Spend_WhenTheClockIsSetBack_StartsOver()
    {
        var budget = new Budget(1, TimeSpan.FromSeconds(10));
        budget.Spend((Guid.Empty, Guid.Empty), 1, Start);

        Assert.NotNull(budget.Spend((Guid.Empty, Guid.Empty), 1, Start.AddSeconds(9)).RetryAfter);
        Assert.Null(budget.Spend((Guid.Empty, Guid.Empty), 1, Start.AddHours(-1)).RetryAfter);
    }
}
