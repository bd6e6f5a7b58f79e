namespace AuthMethods.Server;

/// <summary>
/// Categories of ASP.NET Core that log what clients send, such as a query with a phone number or a header with a token. No setting makes them
/// log more than this.
/// </summary>
internal static class LogLimits
{
    private static readonly (string Category, LogLevel From)[] Limits =
    [
        // The query of each request.
        ("Microsoft.AspNetCore.Hosting.Diagnostics", LogLevel.None),
        // The path of each request.
        ("Microsoft.AspNetCore.Routing.Matching.DfaMatcher", LogLevel.Information),
        // Lines and headers that cannot be read; the second category decides whether the messages of the first quote them.
        ("Microsoft.AspNetCore.Server.Kestrel.BadRequests", LogLevel.Warning),
        ("Microsoft.AspNetCore.Server.Kestrel", LogLevel.Warning),
        // At Trace the arguments of actions.
        ("Microsoft.AspNetCore.Mvc.Infrastructure.ControllerActionInvoker", LogLevel.Debug),
    ];

    public static void AddLogLimits(this IServiceCollection services) => services.PostConfigure<LoggerFilterOptions>(options =>
    {
        // One rule applies to a category: that of its provider rather than of all, then the longest, then the last.
        var rules = options.Rules.ToArray();
        foreach (var provider in rules.Select(rule => rule.ProviderName).Append(null).Distinct())
        {
            foreach (var (category, from) in Limits)
            {
                var level = LevelOf(rules, provider, category) ?? options.MinLevel;
                options.Rules.Add(new(provider, category, level > from ? level : from, null));
            }
        }
    });

    private static LogLevel? LevelOf(LoggerFilterRule[] rules, string? provider, string category) => rules
        .Where(rule => (rule.ProviderName is null || rule.ProviderName == provider)
            && category.StartsWith(rule.CategoryName ?? "", StringComparison.OrdinalIgnoreCase))
        .OrderBy(rule => rule.ProviderName is not null)
        .ThenBy(rule => rule.CategoryName?.Length ?? 0)
        .LastOrDefault()?.LogLevel;
}
