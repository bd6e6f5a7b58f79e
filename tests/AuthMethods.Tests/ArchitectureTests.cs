using System.Reflection;
using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using AuthMethods.Access;
using AuthMethods.Directory;
using AuthMethods.Features.Batch;
using AuthMethods.Features.Users;
using AuthMethods.Storage;
using AuthMethods.Tests.Access;
using AuthMethods.Tests.Repository;
using AuthMethods.Wire;
using AuthMethods.Wire.Addressing;
using AuthMethods.Wire.Json;
using Microsoft.AspNetCore.Mvc.Routing;

namespace AuthMethods.Tests;

/// <summary>Which parts of the service may use which others, and what every action must declare.</summary>
public sealed partial class ArchitectureTests
{
    private static readonly Assembly Service = typeof(AuthMethodsExtensions).Assembly;
    private static readonly Type[] Types =
        [.. Service.GetTypes().Where(t => t.Namespace?.StartsWith("AuthMethods", StringComparison.Ordinal) == true && !IsGenerated(t))];
    private static readonly Type[] Controllers = [.. Types.Where(t => t.IsSubclassOf(typeof(GraphController)))];
    private static readonly MethodInfo[] Actions =
        [.. Controllers.SelectMany(c => c.GetMethods(Own)).Where(m => m.GetCustomAttributes<HttpMethodAttribute>().Any())];

    private const BindingFlags Own = BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;

    [Fact]
    public void Folder_UsesOnlyThoseOnLowerFloors() => AssertNone(
        Floors.Violations(Sources("").ToDictionary(s => Path.GetRelativePath(RepositoryFiles.At("src/AuthMethods"), s.Path), s => s.Text)),
        because: "a lower folder can be read and changed without the higher ones, and a feature without the other features");

    [Fact]
    public void Controller_HoldsNoDatabase() => AssertNone(
        Controllers.Where(c => Named(c).Any(n => typeof(AuthDb).IsAssignableFrom(n) || typeof(Writer).IsAssignableFrom(n))).Select(c => c.FullName!),
        because: "data flows one way: from the controller through a store to the database");

    [Fact]
    public void Class_IsSealedStaticOrAbstract() => AssertNone(
        Types.Where(t => t is { IsClass: true, IsSealed: false, IsAbstract: false } && !Types.Any(d => IsOf(d.BaseType, t))).Select(t => t.FullName!),
        because: "a reader of a class should know that nothing derives from it");

    [Fact]
    public void Action_AsksForAPermissionAndTakesWhatItActsOn() => AssertNone(
        Actions.Where(a => a.DeclaringType != typeof(BatchController) && !IsControlPlane(a))
            .Where(a => a.GetCustomAttribute<RequiresAttribute>() is null || !a.GetParameters().Any(p => Targets.All.Contains(p.ParameterType)))
            .Select(Name),
        because: "a row of the matrix guards every action, and only these parameters apply the whole row; the entries of a batch are actions themselves");

    [Fact]
    public void ActionOfTheControlPlane_IsAmongWhatGraphDoesNotHave_AndAsksForNoPermission() => AssertNone(
        Actions.Where(a => IsControlPlane(a) && (!IsOwn(a) || a.GetCustomAttribute<RequiresAttribute>() is not null)).Select(Name),
        because: "no token opens it: the gate asks for the operator's key");

    [Fact]
    public void PublicMethodOfAController_IsAnAction() => AssertNone(
        Controllers.SelectMany(c => c.GetMethods(BindingFlags.Public | BindingFlags.Instance | BindingFlags.DeclaredOnly)).Except(Actions).Select(Name),
        because: "MVC would route to it without a verb and without a permission");

    [Fact]
    public void Permission_IsAskedForSomewhere()
    {
        var named = Actions.Select(a => a.GetCustomAttribute<RequiresAttribute>()?.Permission).OfType<string>().ToHashSet();
        var users = string.Concat(
            Sources("Features/Users")
                .Where(s => s.Path.EndsWith("UserProperties.cs", StringComparison.Ordinal) || s.Path.EndsWith("UserPatch.cs", StringComparison.Ordinal))
                .Concat(Sources("Features/Groups")).Concat(Sources("Features/AdministrativeUnits")).Concat(Sources("Features/ServicePrincipals"))
                .Concat(Sources("Features/TenantPolicies")).Concat(Sources("Features/HardwareOathMethods")).Select(s => s.Text))
            .Replace("HardwareOathMethodKind.", "Permission.HardwareOath", StringComparison.Ordinal);

        AssertNone(
            Someone.Matrix.Permissions.Where(p => !named.Contains(p) && !Regex.IsMatch(users, $@"\bPermission\.{p}\b")),
            because: "an unused row of the matrix protects nothing but looks as if it did");
    }

    [Fact]
    public void Action_LinksItsReferencePage()
    {
        var comments = XDocument.Load(Path.ChangeExtension(Service.Location, ".xml"))
            .Descendants("member").ToDictionary(m => (string)m.Attribute("name")!, m => m);

        AssertNone(
            Actions.Where(a => !comments.Any(c => c.Key.Split('(')[0] == $"M:{a.DeclaringType!.FullName}.{a.Name}"
                && c.Value.Element("remarks")?.Value.Contains(
                    IsOwn(a) ? "https://learn.microsoft.com/entra/" : "https://learn.microsoft.com/graph/", StringComparison.Ordinal) == true))
                .Select(Name),
            because: "the reference page specifies the operation, and the API description shows the link");
    }

    [Fact]
    public void QueryFilters_AreLiftedInFewPlaces()
    {
        string[] allowed =
        [
            "AuthorityStore.cs", "UserQueries.cs", "BulkUsers.cs", "RolesInForce.cs", "DeletedUserStore.cs", "ExpiredRows.cs", "TrackedUsers.cs",
            "PasskeySignIn.cs", "NumberSignIn.cs", "MessageDelivery.cs", "GrantStore.cs", "TenantStore.cs", "TenantCreation.cs",
            "Explanations.cs", "StoredClocks.cs", "TenantExporter.cs",
        ];

        AssertNone(
            AllSources.Where(s => s.Text.Contains("IgnoreQueryFilters", StringComparison.Ordinal) && !allowed.Contains(Path.GetFileName(s.Path)))
                .Select(s => s.Path),
            because: "the filters isolate tenants, so each place that lifts one is reviewed");
        Assert.All(
            AllSources.SelectMany(s => LiftsEverything().Matches(s.Text).Select(_ => Path.GetFileName(s.Path))),
            file => Assert.True(
                file is "AuthorityStore.cs" or "ExpiredRows.cs" or "PasskeySignIn.cs" or "NumberSignIn.cs" or "MessageDelivery.cs"
                    or "TenantStore.cs" or "TenantCreation.cs" or "Explanations.cs" or "StoredClocks.cs",
                "only sign-in looks up a tenant before one is known, only the operator's calls name other tenants, and only expired rows are removed and messages sent for all tenants at once"));
    }

    [Fact]
    public void Id_IsParsedInOnePlace() => AssertNone(
        AllSources.Where(s => Regex.IsMatch(s.Text, @"\bGuid\.TryParse") && Path.GetFileName(s.Path) != "GuidKey.cs").Select(s => s.Path),
        because: "Guid.TryParse takes many texts for one id, and whoever compares texts takes them for different ones");

    [Fact]
    public void Ids_AreNotComparedByOrder() => AssertNone(
        AllSources.Where(s => Regex.IsMatch(s.Text, @"\.\w*Id (<|<=|>|>=) \w|\bGuid\.CompareTo|Id\.CompareTo\("))
            .Select(s => s.Path).Where(p => Path.GetFileName(p) is not ("SortKey.cs" or "TrackedUsers.cs" or "TrackedGroups.cs")),
        because: "engines sort ids differently; only pages, which the engine sorts too, continue after an id");

    private static bool IsOf(Type? type, Type definition) =>
        type == definition || (type is { IsGenericType: true } && type.GetGenericTypeDefinition() == definition);

    private static void AssertNone(IEnumerable<string> offences, string because)
    {
        var found = offences.Distinct().Order().ToArray();
        Assert.True(found.Length == 0, $"{because}:\n{string.Join('\n', found)}");
    }

    private static bool IsGenerated(Type type) =>
        type.IsDefined(typeof(CompilerGeneratedAttribute), inherit: false)
            || type.Name.Contains('<', StringComparison.Ordinal)
            || (type.DeclaringType is { } outer && IsGenerated(outer));

    /// <summary>Whether an action is not Graph's, so that its reference page is in Entra's documentation.</summary>
    private static bool IsOwn(MethodInfo action) => action.GetCustomAttributes<HttpMethodAttribute>().Select(a => a.Template)
        .Concat(action.DeclaringType!.GetCustomAttributes<Microsoft.AspNetCore.Mvc.RouteAttribute>().Select(r => r.Template))
        .Any(template => template?.StartsWith(Routes.Own, StringComparison.Ordinal) == true);

    private static bool IsControlPlane(MethodInfo action) =>
        action.IsDefined(typeof(ControlPlaneAttribute)) || action.DeclaringType!.IsDefined(typeof(ControlPlaneAttribute));

    private static string Name(MethodInfo method) => $"{method.DeclaringType!.Name}.{method.Name}";

    /// <summary>The types in a type's declaration: bases, fields, parameters, results, and their generic arguments.</summary>
    private static IEnumerable<Type> Named(Type type)
    {
        IEnumerable<Type?> direct =
        [
            type.BaseType, .. type.GetInterfaces(), .. type.GetFields(Own).Select(f => f.FieldType),
            .. type.GetConstructors(Own).SelectMany(c => c.GetParameters()).Select(p => p.ParameterType),
            .. type.GetMethods(Own).SelectMany(m => m.GetParameters().Select(p => p.ParameterType).Append(m.ReturnType)),
        ];
        return direct.OfType<Type>().SelectMany(Parts).Distinct();
    }

    private static IEnumerable<Type> Parts(Type type) =>
        type.HasElementType ? Parts(type.GetElementType()!) : type.IsGenericType ? type.GetGenericArguments().SelectMany(Parts).Append(type) : [type];

    private static IEnumerable<(string Path, string Text)> AllSources => Sources("").Concat(Sources("../AuthMethods.Authority"));

    /// <summary>The service's source files below a folder.</summary>
    private static IEnumerable<(string Path, string Text)> Sources(string part)
    {
        var root = RepositoryFiles.At(Path.Combine("src", "AuthMethods", part));
        return System.IO.Directory.EnumerateFiles(root, "*.cs", SearchOption.AllDirectories)
            .Where(f => !f.Contains($"{Path.DirectorySeparatorChar}obj{Path.DirectorySeparatorChar}", StringComparison.Ordinal))
            .Select(f => (f, File.ReadAllText(f)));
    }

    [GeneratedRegex(@"IgnoreQueryFilters\(\)")]
    private static partial Regex LiftsEverything();
}
