using System.Reflection;
using AuthMethods.Graph.Query;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc.ApiExplorer;
using Microsoft.AspNetCore.Mvc.Controllers;

namespace AuthMethods.Graph.Description;

/// <summary>One verb on one path of one version, and what its action says about itself.</summary>
internal sealed class DescribedRoute
{
    private readonly ControllerActionDescriptor _action;

    public DescribedRoute(ApiDescription description)
    {
        _action = (ControllerActionDescriptor)description.ActionDescriptor;
        Verb = description.HttpMethod!;
        Segments = description.RelativePath!.Split('/')[1..];
        IsOwn = description.GroupName == DescriptionDocuments.Own;
    }

    public string Verb { get; }

    /// <summary>The path behind the version.</summary>
    public string[] Segments { get; }

    public MethodInfo Method => _action.MethodInfo;

    public Type Controller => _action.ControllerTypeInfo;

    /// <summary>The resource it is listed under: <c>phoneMethods</c>.</summary>
    public string Tag => Camel(_action.ControllerName);

    public bool IsCount => Segments[^1] == "$count";

    /// <summary>What Graph does not have.</summary>
    public bool IsOwn { get; }

    /// <summary>The authentication-methods part of Graph, which has error codes of its own.</summary>
    public bool IsAuthentication => IsOwn || Segments.Contains("authentication");

    /// <summary>Reports and audit logs, which have others.</summary>
    public bool IsReport => Segments[0] is "reports" or "auditLogs";

    public AnswersAttribute[] Answers => [.. Method.GetCustomAttributes<AnswersAttribute>().OrderBy(a => a.Status)];

    public bool IsCreation => Answers.Any(a => a.Status == StatusCodes.Status201Created);

    /// <summary>Whom to try it with: a user who has something to look at, or one to whom something can be added.</summary>
    public string SampleUser => IsCreation ? "balas" : "kim";

    /// <summary>The type of the items in the collection that the controller stands for.</summary>
    public Type? ItemType => Controller.GetMethods().Select(m => m.GetCustomAttributes<AnswersAttribute>().FirstOrDefault(a => a.IsCollection)?.Type).FirstOrDefault(t => t is not null);

    public IReadOnlyList<string> Options =>
        Method.GetCustomAttribute<OptionsAttribute>() is { } declared ? declared.Names
        : Method.GetParameters().All(p => p.ParameterType != typeof(GraphQuery)) ? []
        : Answers.Any(a => a.IsCollection) ? DescribedParameters.OfCollection
        : DescribedParameters.OfEntity;

    /// <summary>As Graph names operations: <c>users.ListPhoneMethods</c>, <c>me.phoneMethods.enableSmsSignIn</c>.</summary>
    public string OperationId
    {
        get
        {
            var names = Segments.Where(s => s[0] is not ('{' or '$')).Select(WithParameter).ToArray();
            if (Operation is not { } operation) return string.Join('.', names.Where(n => n != "authentication"));
            return $"{names[0]}.{operation}{(names.Length > 1 ? $"{char.ToUpperInvariant(names[^1][0])}{names[^1][1..]}" : "")}";
        }
    }

    // Null for what OData calls an action, which has a name of its own at the end of its path.
    private string? Operation => Verb switch
    {
        "GET" => IsCount ? "Count" : Answers.Any(a => a.IsCollection) ? "List" : "Get",
        "POST" => IsCreation ? "Create" : null,
        "PATCH" => "Update",
        "PUT" => "Replace",
        "DELETE" => "Delete",
        _ => throw new NotSupportedException($"{Verb} {string.Join('/', Segments)}"),
    };

    // creationOptions(challengeTimeoutInMinutes={minutes}) is creationOptionsWithChallengeTimeoutInMinutes.
    private static string WithParameter(string segment)
    {
        if (segment.Split('(') is not [var function, var parameters]) return segment;
        var parameter = parameters.Split('=')[0].Trim('{', '}', ')');
        return $"{function}With{char.ToUpperInvariant(parameter[0])}{parameter[1..]}";
    }

    private static string Camel(string name) => char.ToLowerInvariant(name[0]) + name[1..];
}
