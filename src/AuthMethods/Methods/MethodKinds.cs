using System.Linq.Expressions;
using AuthMethods.Storage;
using AuthMethods.Wire.Json;
using Microsoft.Extensions.DependencyInjection;

namespace AuthMethods.Methods;

/// <summary>The kinds of authentication method that this server has.</summary>
internal sealed class MethodKinds
{
    private readonly Dictionary<Type, MethodKind> _byRow;

    public MethodKinds(IEnumerable<MethodKind> all)
    {
        All = [.. all];
        _byRow = All.ToDictionary(k => k.Row);
        IsOnV1 = OnV1();
    }

    /// <summary>In the order of the reports.</summary>
    public IReadOnlyList<MethodKind> All { get; }

    /// <summary>Whether a method's kind is in v1.0, as an expression that every engine can evaluate.</summary>
    internal Expression<Func<AuthenticationMethodRow, bool>> IsOnV1 { get; }

    /// <summary>The wire type of a method of any kind.</summary>
    public AuthenticationMethod ToWire(AuthenticationMethodRow row, MethodView view) => _byRow[row.GetType()].ToWire(row, view);

    /// <summary>Removes a method that its user has to register again; false if its kind stays.</summary>
    internal Task<bool> EndForReregistrationAsync(Change change, AuthenticationMethodRow row) => _byRow[row.GetType()].EndForReregistrationAsync(change, row);

    /// <summary>Releases what a user's methods reserve, before they are permanently deleted.</summary>
    internal async Task ReleaseAsync(Change change, Guid user)
    {
        foreach (var kind in All) await kind.ReleaseAsync(change, user);
    }

    /// <summary>Removes the methods that depend on a configuration that was just removed.</summary>
    internal async Task EndWithConfigurationAsync(Change change, string configurationId)
    {
        foreach (var kind in All) await kind.EndWithConfigurationAsync(change, configurationId);
    }

    private Expression<Func<AuthenticationMethodRow, bool>> OnV1()
    {
        var method = Expression.Parameter(typeof(AuthenticationMethodRow), "method");
        var conditions = All.Where(k => k.IsBetaOnly).Select(k => (Expression)Expression.Not(Expression.TypeIs(method, k.Row)));
        var all = conditions.DefaultIfEmpty(Expression.Constant(true)).Aggregate(Expression.AndAlso);
        return Expression.Lambda<Func<AuthenticationMethodRow, bool>>(all, method);
    }
}

internal static class MethodKindExtensions
{
    /// <summary>Adds a kind of authentication method and the controllers in its assembly.</summary>
    public static IServiceCollection AddMethodKind(this IServiceCollection services, MethodKind kind)
    {
        services.AddSingleton(kind);
        // MVC scans an assembly each time it is added.
        if (kind.GetType().Assembly is var assembly && assembly != typeof(MethodKind).Assembly) services.AddMvcCore().AddApplicationPart(assembly);
        foreach (var row in kind.Permissions) services.AddSingleton(row);
        GraphJson.Join(kind.Json);
        kind.AddServices(services);
        return services;
    }
}
