using System.Globalization;
using AuthMethods.Storage;
using AuthMethods.Wire.Errors;
using AuthMethods.Wire.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Options;

namespace AuthMethods.Wire.Throttling;

/// <summary>
/// Refuses requests of an application that has used up its budget, and sets the cost that directory calls show. Each replica has its
/// own budgets.
/// </summary>
internal sealed class ThrottlingMiddleware(RequestDelegate next, IOptions<ThrottlingOptions> options, TimeProvider time)
{
    private const double NearlySpent = 0.8;

    private readonly bool _enabled = options.Value.Enabled;
    private readonly Budget _units = new(options.Value.ResourceUnits, TimeSpan.FromSeconds(10));
    private readonly Budget _writes = new(options.Value.Writes, TimeSpan.FromSeconds(150));
    private readonly Budget _applicationUnits = new(options.Value.ApplicationResourceUnits, TimeSpan.FromSeconds(20));
    private readonly Budget _applicationWrites = new(options.Value.ApplicationWrites, TimeSpan.FromSeconds(300));
    private readonly Budget _reports = new(options.Value.Reports, TimeSpan.FromSeconds(10));

    public Task InvokeAsync(HttpContext context)
    {
        if (context.User.Identity?.IsAuthenticated != true || context.Features.Get<GraphRequest>() is not { } graph) return next(context);
        // A shortcut for most calls, which have no cost to show.
        if (!_enabled && graph.IsAuthentication) return next(context);
        var cost = RequestCost.Of(context.Request);
        if (cost.IsShown)
        {
            graph.ResourceUnits = cost.Units;
            GraphHeaders.Write(context);
        }

        if (_enabled) Spend(context.Response, cost, graph.Application.Id, graph.Application.TenantId);
        return next(context);
    }

    private void Spend(HttpResponse response, RequestCost cost, Guid app, Guid tenant)
    {
        var now = time.OfServer().GetUtcNow();
        switch (cost.Workload)
        {
            case Workload.Directory:
                if (cost.IsWrite)
                {
                    Require(_writes.Spend((app, tenant), 1, now), $"Tenant_Application/Write/{app}/{tenant}", "WriteLimitExceeded");
                    Require(_applicationWrites.Spend((app, Guid.Empty), 1, now), $"Application/Write/{app}/{tenant}", "WriteLimitExceeded");
                }

                Require(_applicationUnits.Spend((app, Guid.Empty), cost.Units, now), $"Application/ReadWrite/{app}/{tenant}", "ResourceUnitLimitExceeded");
                var spent = Require(_units.Spend((app, tenant), cost.Units, now), $"Tenant_Application/ReadWrite/{app}/{tenant}", "ResourceUnitLimitExceeded");
                if (spent.Share > NearlySpent) response.Headers["x-ms-throttle-limit-percentage"] = spent.Share.ToString("0.0#", CultureInfo.InvariantCulture);
                break;
            case Workload.Reports:
                Require(_reports.Spend((app, tenant), 1, now), $"Tenant_Application/Read/{app}/{tenant}", "RequestLimitExceeded");
                break;
        }
    }

    private static Spending Require(Spending spending, string scope, string information) => spending.RetryAfter is { } wait
        ? throw GraphErrors.TooManyRequests(new(Math.Max(1, (int)Math.Ceiling(wait.TotalSeconds)), scope, information))
        : spending;
}
