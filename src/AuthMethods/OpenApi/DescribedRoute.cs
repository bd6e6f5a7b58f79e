using System.Reflection;
using AuthMethods.Wire;
using AuthMethods.Wire.Json;
using AuthMethods.Wire.Metadata;
using AuthMethods.Wire.Query;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc.ApiExplorer;
using Microsoft.AspNetCore.Mvc.Controllers;

namespace AuthMethods.OpenApi;

/// <summary>One verb on one path of one version, with the metadata of its action.</summary>
internal sealed class DescribedRoute
{
    private const string Cast = "microsoft.graph.";

    private readonly ControllerActionDescriptor _action;

    public DescribedRoute(ApiDescription description)
    {
        _action = (ControllerActionDescriptor)description.ActionDescriptor;
        Verb = description.HttpMethod!;
        Segments = description.RelativePath!.Split('/')[1..];
        IsExtension = description.GroupName == DescriptionDocuments.Extensions;
    }

    public string Verb { get; }

    /// <summary>The path after the version.</summary>
    public string[] Segments { get; }

    public MethodInfo Method => _action.MethodInfo;

    public Type Controller => _action.ControllerTypeInfo;

    /// <summary>The resource it is listed under: <c>phoneMethods</c>.</summary>
    public string Tag => Controller.GetCustomAttribute<TagsAttribute>()?.Tags[0] ?? Camel(_action.ControllerName);

    public bool IsCount => Segments[^1] == "$count";

    /// <summary>It carries other operations, and is not in Graph's metadata.</summary>
    public bool IsBatch => Segments[^1] == "$batch";

    /// <summary>Not part of Graph.</summary>
    public bool IsExtension { get; }

    /// <summary>For the operator instead of a caller with a token.</summary>
    public bool IsControlPlane => Method.IsDefined(typeof(ControlPlaneAttribute)) || Controller.IsDefined(typeof(ControlPlaneAttribute));

    /// <summary>The authentication-methods part of Graph, which has its own error codes.</summary>
    public bool IsAuthentication => IsExtension || Segments.Contains("authentication")
        || Segments is ["identity", ..] or ["policies", "authenticationMethodsPolicy" or "authenticationStrengthPolicies", ..];

    /// <summary>Reports and audit logs, which have other error codes.</summary>
    public bool IsReport => Segments[0] is "reports" or "auditLogs";

    /// <summary>The parameters of the function's overload that the path shows.</summary>
    public IEnumerable<Argument> Arguments => Wire.Metadata.Operation.ArgumentsOf(Method).Where(a => Segments[^1].Contains(a.Form, StringComparison.Ordinal));

    public AnswersAttribute[] Answers => [.. Method.GetCustomAttributes<AnswersAttribute>().Where(a => !(IsCount && a.IsCollection)).OrderBy(a => a.Status)];

    public bool IsCreation => Answers.Any(a => a.Status == StatusCodes.Status201Created);

    /// <summary>The user in examples: one with methods to read, or one to whom methods can be added.</summary>
    public string SampleUser => IsCreation ? "balas" : "adele";

    /// <summary>The type of the item with the key <c>{id}</c>: that of the entity set before it, or of the controller's collection.</summary>
    public Type? ItemType =>
        (Array.IndexOf(Segments, "{id}") is > 0 and var id ? WireType.OfSet(Segments[id - 1]) : null)
            ?? Controller.GetMethods()
                .Select(m => m.GetCustomAttributes<AnswersAttribute>().FirstOrDefault(a => a.IsCollection)?.Type)
                .FirstOrDefault(t => t is not null);

    public IReadOnlyList<string> Options => IsCount ? [.. OptionsOfList.Intersect(DescribedParameters.OfCount)] : OptionsOfList;

    private IReadOnlyList<string> OptionsOfList =>
        Method.GetCustomAttribute<OptionsAttribute>() is { } declared ? declared.Names
        : Method.GetParameters().All(p => p.ParameterType != typeof(GraphQuery)) ? []
        : Method.GetCustomAttributes<AnswersAttribute>().Any(a => a.IsCollection) ? DescribedParameters.OfCollection
        : DescribedParameters.OfEntity;

    /// <summary>In the style of Graph's operation ids: <c>users.ListPhoneMethods</c>, <c>me.phoneMethods.enableSmsSignIn</c>.</summary>
    public string OperationId
    {
        get
        {
            var names = Segments.Where(s => s[0] is not ('{' or '$')).Select(WithParameter).ToArray();
            if (IsBatch) return "batch";
            // Beta has these under two names.
            if (names is ["identity", _, "authenticationStrengths", ..]) names = names[2..];
            // A cast is appended to the resource's name: directory.ListDeletedItemsAsUser.
            if (names[^1].StartsWith(Cast, StringComparison.Ordinal))
            {
                names = [.. names[..^2], $"{names[^2]}As{char.ToUpperInvariant(names[^1][Cast.Length])}{names[^1][(Cast.Length + 1)..]}"];
            }

            // An action for one item that can also be called for all.
            if (Verb == "POST" && !Segments.Contains("{id}") && Method.GetParameters().Any(p => p.Name == "id")) names[^1] += "All";
            if (Operation is not { } operation) return string.Join('.', names.Where(n => n != "authentication"));
            // What comes next in one of a tenant's collections is named after it: tenants.journal.GetNext.
            if (Segments is ["tenants", _, var collection, "next"]) return $"{names[0]}.{collection}.GetNext";
            // A property of one item is named after the item's collection too: users.platformCredentialMethods.GetDevice.
            if (operation == "Get" && Segments is [.., "{id}", var property] && !property.EndsWith(')'))
            {
                return $"{names[0]}.{names[^2]}.Get{char.ToUpperInvariant(property[0])}{property[1..]}";
            }

            return $"{names[0]}.{operation}{(names.Length > 1 ? $"{char.ToUpperInvariant(names[^1][0])}{names[^1][1..]}" : "")}";
        }
    }

    // Null for an OData action, whose name is the end of its path.
    private string? Operation => Verb switch
    {
        "GET" => IsCount ? "Count" : Answers.Any(a => a.IsCollection) ? "List" : "Get",
        "POST" => IsCreation ? "Create" : null,
        "PATCH" => IsCreation && ItemType is not null ? "CreateMany" : "Update",
        "PUT" => "Replace",
        "DELETE" => "Delete",
        _ => throw new NotSupportedException($"{Verb} {string.Join('/', Segments)}"),
    };

    // Turns creationOptions(challengeTimeoutInMinutes={minutes}) into creationOptionsWithChallengeTimeoutInMinutes.
    private static string WithParameter(string segment)
    {
        if (segment.Split('(') is not [var function, var parameters]) return segment;
        var parameter = parameters.Split('=')[0].TrimEnd(')');
        return parameter.Length == 0 ? function : $"{function}With{char.ToUpperInvariant(parameter[0])}{parameter[1..]}";
    }

    private static string Camel(string name) => char.ToLowerInvariant(name[0]) + name[1..];
}
