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

    /// <summary>In the order in which the reports name them.</summary>
    public IReadOnlyList<MethodKind> All { get; }

    /// <summary>Whether a method is of a kind that v1.0 has too, as every engine can evaluate it.</summary>
    internal Expression<Func<AuthenticationMethodRow, bool>> IsOnV1 { get; }

    /// <summary>A method of any kind as it goes over the wire.</summary>
    public AuthenticationMethod ToWire(AuthenticationMethodRow row, MethodView view) => _byRow[row.GetType()].ToWire(row, view);

    /// <summary>Takes from a user what has to be registered again; false for a method that stays as it is.</summary>
    internal Task<bool> EndForReregistrationAsync(Change change, AuthenticationMethodRow row) => _byRow[row.GetType()].EndForReregistrationAsync(change, row);

    /// <summary>Frees what a user's methods reserve, before they are deleted for good.</summary>
    internal async Task ReleaseAsync(Change change, Guid user)
    {
        foreach (var kind in All) await kind.ReleaseAsync(change, user);
    }

    /// <summary>Removes the methods that cannot exist without a configuration, which was just removed.</summary>
    internal async Task EndWithConfigurationAsync(Change change, string configurationId)
    {
        foreach (var kind in All) await kind.EndWithConfigurationAsync(change, configurationId);
    }

    private Expression<Func<AuthenticationMethodRow, bool>> OnV1()
    {
        var method = Expression.Parameter(typeof(AuthenticationMethodRow), "method");
        var conditions = All.Where(k => k.IsBetaOnly).Select(k => (Expression)Expression.Not(Expression.TypeIs(method, k.Row)));
        return Expression.Lambda<Func<AuthenticationMethodRow, bool>>(conditions.DefaultIfEmpty(Expression.Constant(true)).Aggregate(Expression.AndAlso), method);
    }
}

internal static class MethodKindExtensions
{
    /// <summary>Adds a kind of authentication method with all that it declares, and the controllers beside it.</summary>
    public static IServiceCollection AddMethodKind(this IServiceCollection services, MethodKind kind)
    {
        services.AddSingleton(kind);
        // MVC reads the whole of an assembly each time that it is added.
        if (kind.GetType().Assembly is var assembly && assembly != typeof(MethodKind).Assembly) services.AddMvcCore().AddApplicationPart(assembly);
        foreach (var row in kind.Permissions) services.AddSingleton(row);
        GraphJson.Join(kind.Json);
        kind.AddServices(services);
        return services;
    }
}
