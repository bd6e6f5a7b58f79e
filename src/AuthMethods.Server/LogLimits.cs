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
        // A rule of a provider wins against one of all providers; of two equal ones the last wins.
        foreach (var provider in options.Rules.Select(rule => rule.ProviderName).Append(null).Distinct().ToArray())
        {
            foreach (var (category, from) in Limits) options.Rules.Add(new(provider, category, from, null));
        }
    });
}
